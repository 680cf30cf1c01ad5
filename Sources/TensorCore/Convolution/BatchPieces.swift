/// How a batch of images is cut into pieces, each one thread's: eight images, or as many as stand side by side, and large
/// images in bands of rows.
struct BatchPieces {
  private let batch, height, part, bands, bandRows: Int

  /// - Parameters:
  ///   - batch: How many images there are.
  ///   - abreast: How many of them stand side by side; 1 if none do.
  ///   - height: How many rows of each are computed.
  ///   - rowCount: How many numbers a row holds, in all channels.
  init(batch: Int, abreast: Int, height: Int, rowCount: Int) {
    let inMemory = max(1, 65_536 / max(1, rowCount))
    // A few images side by side would leave threads without work.
    let shared = abreast == 1 ? 1 : max(1, Threads.available / (batch / abreast))
    bandRows = max(1, min(inMemory, (height + shared - 1) / shared))
    bands = (height + bandRows - 1) / bandRows
    part = abreast > 1 ? abreast : bands == 1 ? 8 : 1
    (self.batch, self.height) = (batch, height)
  }

  /// How many pieces there are.
  var count: Int { (batch + part - 1) / part * bands }

  /// The images and the rows of a piece.
  subscript(piece: Int) -> (members: Range<Int>, rows: Range<Int>) {
    let (first, band) = (piece / bands * part, piece % bands)
    return (first..<min(batch, first + part), band * bandRows..<min(height, (band + 1) * bandRows))
  }
}
