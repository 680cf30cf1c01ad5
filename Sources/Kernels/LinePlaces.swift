/// Places along a line: rows of neighbours, which begin `pitch` places apart. Sums are computed at all of them; at what lies
/// between the rows too, unless the places are gathered.
struct LinePlaces {
  let rows, columns, pitch: Int
  /// Whether the places are copied side by side before tiles look at them.
  let areGathered: Bool

  /// `tileRows` rows of tiles look at each place.
  init(rows: Int, columns: Int, pitch: Int, seenBy tileRows: Int) {
    self.rows = rows
    self.columns = columns
    self.pitch = pitch
    areGathered = Tile.isWorthGathering(rows: tileRows)
  }

  /// How far a row of sums lies behind the one before it.
  var sumPitch: Int { areGathered ? columns : pitch }
  /// The number of sums.
  var count: Int { (rows - 1) * sumPitch + columns }
  /// The number of sums in whole tiles.
  var sumCount: Int { Tile.tiles(covering: count, size: Tile.columns) * Tile.columns }

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
