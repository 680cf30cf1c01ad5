/// One way of writing a digit: its strokes in the order of the pen, and how often people write it that way.
struct DigitForm: Sendable {
  let share: Float
  let strokes: [Stroke]

  init(_ share: Float, _ strokes: String...) {
    self.share = share
    self.strokes = strokes.map { Stroke($0) }
  }
}

extension DigitForm {
  /// The forms of each digit, on a sheet 70 wide and 100 high.
  ///
  /// Where people write a digit in several ways, each way is a form of its own: no warp turns an open four into
  /// a closed one, or a two with a loop into one shaped like a Z.
  static let all: [[DigitForm]] = [
    [  // 0: from the top or the upper right, either way round, closed or not quite, some with a loop on top
      DigitForm(4, "38,0 12,16 2,52 14,88 36,100 58,84 68,50 58,14 34,0"),
      DigitForm(3, "52,8 30,0 8,24 2,58 16,92 42,98 62,72 66,36 52,8 38,3"),
      DigitForm(2, "28,2 52,12 62,46 54,84 32,100 12,86 4,48 12,14 34,0"),
      DigitForm(2, "46,12 24,2 6,30 4,66 22,98 48,92 66,60 60,20 42,3 24,10"),
      DigitForm(1, "42,4 16,12 2,48 8,84 34,100 60,78 66,40 50,10 36,4 40,14 58,10"),
      DigitForm(1, "60,18 38,0 10,22 2,60 16,94 42,98 64,70 68,34 54,6"),
    ],
    [  // 1: a plain stroke, with a flag, with flag and foot
      DigitForm(8, "36,0 35,50 34,100"),
      DigitForm(2, "38,0 34,30 33,65 37,100"),
      DigitForm(1.5, "16,22 36,0! 35,50 34,100"),
      DigitForm(1, "24,12 37,0 37,16 35,55 34,100"),
      DigitForm(1, "14,24 36,0! 36,50 36,99", "8,100 36,99 66,97"),
    ],
    [  // 2: with a loop at the foot, small or large, shaped like a Z, with a wavy or a level foot
      DigitForm(3, "6,20 30,0 58,14 50,46 26,82 8,98 1,86 14,76 36,88 70,98"),
      DigitForm(2, "10,24 32,2 58,12 56,42 32,80 10,97 2,84 20,72 44,88 70,84"),
      DigitForm(3, "4,22 24,2 50,4 58,26 38,60 2,98! 34,97 70,96"),
      DigitForm(2, "4,8 38,0 62,10 44,44 4,94! 36,92 70,94"),
      DigitForm(2, "8,30 14,8 38,0 60,14 56,40 34,66 8,94! 28,88 50,97 70,90"),
      DigitForm(2, "2,16 30,0 54,16 46,50 18,86 6,96 18,99 42,98 66,92"),
      DigitForm(1, "16,28 4,18 24,2 52,6 60,28 40,62 4,98! 36,95 66,98"),
      DigitForm(1, "2,24 26,4 50,10 50,40 34,74 16,96 2,92 6,74 26,76 48,94 70,78"),
      DigitForm(1, "14,10 36,2 50,20 40,56 14,90 2,98 6,84 30,84 70,90"),
    ],
    [  // 3: with a corner, a small loop or hardly a notch in the middle, with a round or a level top
      DigitForm(3, "6,12 34,0 58,14 50,38 24,48! 54,56 64,78 42,99 4,90"),
      DigitForm(2, "6,10 36,0 58,18 46,40 24,46 28,50 54,56 66,76 46,98 6,92"),
      DigitForm(1.5, "4,4 34,3 60,2! 28,42! 56,52 62,80 36,100 2,90"),
      DigitForm(1.5, "8,12 36,0 60,16 44,42 22,50 18,44 30,42 58,58 60,84 34,100 4,88"),
      DigitForm(1.5, "14,10 36,0 52,14 42,34 22,40! 54,46 68,72 46,98 4,94"),
      DigitForm(1, "10,8 40,0 58,16 46,40 36,48 54,58 62,78 40,98 6,94"),
      DigitForm(1, "12,24 18,4 42,0 58,20 46,44 18,52! 46,54 58,72 44,94 18,100 6,84"),
    ],
    [  // 4: open with a corner or a bowl, closed, in one stroke or two
      DigitForm(3, "12,0 8,28 4,56! 36,58 68,52", "54,4 50,50 46,100"),
      DigitForm(3, "10,4 4,34 10,56 34,58 58,46", "62,2 56,46 50,100"),
      DigitForm(2, "46,0 24,32 2,64! 34,66 70,62", "48,2 46,50 46,100"),
      DigitForm(1, "68,62 34,66 2,66! 26,30 48,0! 46,50 44,100"),
      DigitForm(2, "8,2 2,40 16,56 42,46 58,6! 54,50 48,100"),
      DigitForm(1.5, "20,6 12,32 2,58! 34,58 68,52", "44,26 40,60 36,100"),
      DigitForm(1.5, "6,8 6,36 14,50 36,46 54,28", "60,0 58,30 56,60 56,100"),
      DigitForm(1, "58,8 30,14 4,52 14,60 40,50 56,12! 52,50 46,100"),
    ],
    [  // 5: with the bar last, in one stroke, with a rounded shoulder, with a bar that stands off
      DigitForm(3, "16,4 10,44! 36,36 62,56 56,86 30,100 2,90", "16,4 40,4 66,0"),
      DigitForm(2, "64,2 40,4 18,4! 10,44! 38,36 62,58 54,88 26,100 2,88"),
      DigitForm(2, "62,4 26,4 14,24 26,44 54,56 60,80 36,99 2,92"),
      DigitForm(1.5, "20,12 14,46! 42,44 60,66 46,94 4,96", "26,6 46,5 68,0"),
      DigitForm(1.5, "56,0 38,2 22,6 16,36! 44,46 54,72 32,98 0,94"),
      DigitForm(1, "18,10 12,38 20,48 46,46 58,68 42,96 16,98 4,84", "18,10 40,10 64,2"),
      DigitForm(1, "70,0 48,10 28,8 18,40 40,48 46,70 30,96 10,98 2,86 12,78"),
    ],
    [  // 6: curved or straight down, the bowl closed, open, large, or narrow
      DigitForm(3, "50,0 22,22 4,60 12,92 38,100 60,80 50,58 26,58 8,78"),
      DigitForm(2, "34,0 14,36 4,72 18,98 46,96 60,74 42,58 16,66 6,80"),
      DigitForm(2, "58,4 26,14 6,50 8,88 34,100 58,84 54,60 34,56 14,68 10,84"),
      DigitForm(2, "26,0 10,40 4,74 16,98 42,98 52,80 36,66 12,78"),
      DigitForm(1.5, "44,0 18,26 2,66 18,98 54,94 66,66 46,44 18,56 6,74"),
      DigitForm(1, "52,0 26,30 6,68 16,98 44,92 52,72 36,64 22,78 26,96"),
      DigitForm(1, "20,0 6,40 4,76 22,100 52,92 62,70 44,60 22,72 14,88"),
    ],
    [  // 7: with and without a bar across, with a hook at the left, with a round or a sharp corner
      DigitForm(4, "4,8 34,6 64,2! 46,46 30,100"),
      DigitForm(2, "6,24 8,6! 36,6 64,4! 42,46 28,100"),
      DigitForm(1.5, "4,8 34,6 64,2! 46,46 30,100", "20,54 40,51 62,48"),
      DigitForm(2, "2,16 20,4 46,8 66,2! 50,34 38,66 34,100"),
      DigitForm(2, "4,8 38,2 60,8 56,30 40,62 32,100"),
      DigitForm(1, "2,6 26,5 50,4! 50,50 46,100"),
      DigitForm(0.7, "6,22 10,4 36,6 64,4! 44,44 24,100", "22,46 60,52"),
      DigitForm(0.8, "4,22 8,8 36,10 66,0 52,30 34,62 12,98"),
    ],
    [  // 8: from the upper right, from the crossing, as two rings, open at the top, with a lean
      DigitForm(4, "56,12 34,0 10,14 20,40 50,58 60,82 34,100 6,82 18,56 48,36 58,14 48,4"),
      DigitForm(1.5, "34,46 10,26 32,0 56,22 34,46 6,74 32,100 62,76 34,46"),
      DigitForm(1, "34,0 12,22 34,46 54,22 34,0", "34,46 6,74 34,100 62,74 34,46"),
      DigitForm(2, "62,4 28,4 10,22 34,46 56,72 36,100 8,80 26,52 52,28 64,8"),
      DigitForm(1.5, "30,48 54,24 38,0 14,20 34,48 58,76 34,100 6,78 30,48"),
      DigitForm(1, "66,10 40,0 24,18 36,42 46,66 34,96 8,98 2,78 24,56 54,36 70,8"),
      DigitForm(1, "46,22 26,24 22,8 40,0 50,14 34,42 10,72 12,96 32,98 38,76 28,48 46,22"),
    ],
    [  // 9: the stem straight, bent or curling back, the head closed, open or small
      DigitForm(3, "56,14 32,0 6,20 14,46 42,42 58,12! 54,54 48,100"),
      DigitForm(2, "58,20 34,0 6,22 18,48 46,40 58,16 60,54 46,90 14,98"),
      DigitForm(2, "58,8 26,2 4,28 22,48 50,32 60,4! 52,50 42,100"),
      DigitForm(2, "50,40 20,50 6,26 26,2 52,10 56,40 50,72 44,100"),
      DigitForm(1.5, "54,18 30,2 8,24 24,46 52,30 60,12 56,56 40,88 18,100"),
      DigitForm(1.5, "50,12 28,0 12,18 24,38 48,22 50,10 50,56 46,100"),
      DigitForm(1, "62,10 34,6 8,34 20,52 48,36 60,14 48,56 22,100"),
    ],
  ]
}
