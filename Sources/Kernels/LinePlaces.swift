/// Places along a line: rows of neighbours, which begin `pitch` places apart. Sums are computed at all of them.
struct LinePlaces {
  let rows, columns, pitch: Int
  private let way: Way

  /// How tiles go over the places.
  private enum Way {
    /// From the first to the last, and over what lies between the rows.
    case alongTheLine
    /// Row by row: each begins with a tile of its own.
    case rowByRow
    /// Copied side by side first.
    case gathered
  }

  /// So many `sums` look at each place.
  init(rows: Int, columns: Int, pitch: Int, seenBy sums: Int) {
    self.rows = rows
    self.columns = columns
    self.pitch = pitch
    way = Tile.isWorthGathering(rows: sums) ? .gathered : .alongTheLine
  }

  /// Rows of whole tiles, the last of which may be a half: so many `columns`, and places from row to row, of `abreast`.
  init(rows: Int, columns: Int, pitch: Int, abreast: Int) {
    self.rows = rows
    self.columns = columns * abreast
    self.pitch = pitch * abreast
    way = .rowByRow
  }

  /// Whether the places are copied side by side before tiles look at them.
  var areGathered: Bool { way == .gathered }
  /// How far a row of sums lies behind the one before it.
  var sumPitch: Int { way == .alongTheLine ? pitch : columns }
  /// The number of sums.
  var count: Int { (rows - 1) * sumPitch + columns }
  /// The number of sums in whole tiles.
  var sumCount: Int { Tile.tiles(covering: count, size: Tile.columns) * Tile.columns }

  /// The place on the line of a sum, and how many sums are as far as neighbours in one tile may go.
  func neighbours(from sum: Int) -> (place: Int, count: Int) {
    guard way == .rowByRow else { return (sum, count - sum) }
    let (row, column) = sum.quotientAndRemainder(dividingBy: columns)
    return (row * pitch + column, columns - column)
  }

  /// Calls `body` with the runs of places that some columns of sums see, of which there are no more than a tile has.
  func withRuns(_ part: Range<Int>, _ body: (UnsafeBufferPointer<Tile.Run>) -> Void) {
    withUnsafeTemporaryAllocation(of: Tile.Run.self, capacity: part.count) { runs in
      var position = part.lowerBound, count = 0
      while position < part.upperBound {
        let (row, column) = position.quotientAndRemainder(dividingBy: columns)
        let run = Tile.Run(place: row * pitch + column, column: position - part.lowerBound)
        runs.initializeElement(at: count, to: run)
        position += min(Tile.runCount, columns - column)
        count += 1
      }
      body(UnsafeBufferPointer(rebasing: runs[..<count]))
    }
  }
}
