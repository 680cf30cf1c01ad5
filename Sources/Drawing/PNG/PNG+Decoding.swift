import CPNG

extension PNG {
  /// The picture in the bytes of a PNG file; `path` is for messages alone.
  static func decode(_ file: [UInt8], path: String) throws -> Bitmap {
    let samples: Chunks.Samples
    do {
      samples = try Chunks.samples(file)
    } catch let error as PNGError.Reason {
      throw PNGError(path: path, reason: error)
    }
    let (header, bytes) = (samples.header, samples.bytes)

    var image = PNG.image()
    defer { png_image_free(&image) }
    func damaged() -> PNGError {
      PNGError(path: path, reason: samples.isCutOff ? .truncated : .damaged(message(image)))
    }
    guard png_image_begin_read_from_memory(&image, bytes, bytes.count) != 0 else { throw damaged() }
    guard Int(image.width) == header.width, Int(image.height) == header.height else { throw damaged() }

    // Without a profile libpng takes 16 bit samples for linear light, so that asking for linear light leaves them alone.
    let isWide = header.bitDepth == 16
    let format = alpha | (header.isGrey ? 0 : color) | (isWide ? linear : 0)
    image.format = format
    let channels = header.isGrey ? 1 : 3
    let count = header.width * header.height * (channels + 1)
    if isWide {
      var words = [UInt16](repeating: 0, count: count)
      guard png_image_finish_read(&image, nil, &words, 0, nil) != 0 else { throw damaged() }
      return Bitmap(
        width: header.width, height: header.height, channels: channels,
        samples: .words(
          overWhite(words, channels: channels) { (sample, alpha) -> UInt16 in
            // libpng has multiplied linear samples by alpha already.
            UInt16(min(65535, Int(sample) + 65535 - Int(alpha)))
          }))
    } else {
      var bytes = [UInt8](repeating: 0, count: count)
      guard png_image_finish_read(&image, nil, &bytes, 0, nil) != 0 else { throw damaged() }
      return Bitmap(
        width: header.width, height: header.height, channels: channels,
        samples: .bytes(
          overWhite(bytes, channels: channels) { (sample, alpha) -> UInt8 in
            let (sample, alpha) = (Int(sample), Int(alpha))
            return UInt8((sample * alpha + 255 * (255 - alpha) + 127) / 255)
          }))
    }
  }

  /// Samples without the alpha that follows each pixel's, laid over white.
  private static func overWhite<Sample: FixedWidthInteger>(
    _ samples: [Sample], channels: Int, _ blend: (Sample, Sample) -> Sample
  ) -> [Sample] {
    let pixels = samples.count / (channels + 1)
    return [Sample](unsafeUninitializedCapacity: pixels * channels) { result, count in
      for pixel in 0..<pixels {
        let start = pixel * (channels + 1)
        let alpha = samples[start + channels]
        for channel in 0..<channels {
          let sample = samples[start + channel]
          result[pixel * channels + channel] = alpha == Sample.max ? sample : blend(sample, alpha)
        }
      }
      count = pixels * channels
    }
  }
}
