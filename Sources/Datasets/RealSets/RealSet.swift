/// A real data set: four files of images and labels, where they are handed out, and what they must hold.
///
/// All such sets give their files the same names, so a set is known by what its files hold.
struct RealSet: Sendable {
  let name: String
  /// The folder that holds its files within a folder of several sets, as torchvision names it.
  let folder: String
  let classNames: [String]
  /// Where its files are handed out, gzipped: addresses that the name of a file makes complete.
  let mirrors: [String]
  let files: [File]

  /// One of the files of a set.
  struct File: Sendable {
    /// Its name, to which `.gz` is added where it is gzipped.
    let name: String
    /// What is in it, such as "training images".
    let contents: String
    /// Its bytes when it is unpacked, and their MD5.
    let size: Int
    let md5: String
    /// Its bytes as it is handed out, and their SHA-256. Other programs gzip the same contents into other bytes.
    let gzippedSize: Int
    let gzippedSHA256: String
  }

  /// The images and the labels of a split.
  func files(of split: Split) -> (images: File, labels: File) {
    split == .training ? (files[0], files[1]) : (files[2], files[3])
  }

  /// The sets, so that one can be told from another.
  static let all = [mnist, fashionMNIST]

  static let mnist = RealSet(
    name: "MNIST", folder: "MNIST/raw", classNames: DrawnDigits.classNames,
    mirrors: [
      "https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/",
    ],
    files: files([
      (
        "6bbc9ace898e44ae57da46a324031adb", 9_912_422,
        "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"
      ),
      (
        "a25bea736e30d166cdddb491f175f624", 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"
      ),
      (
        "2646ac647ad5339dbf082846283269ea", 1_648_877,
        "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"
      ),
      ("27ae3e4e09519cfbb04c329615203637", 4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
    ]))

  static let fashionMNIST = RealSet(
    name: "Fashion-MNIST", folder: "FashionMNIST/raw",
    classNames: DrawnGarments.classNames,
    mirrors: ["http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"],
    files: files([
      (
        "f4a8712d7a061bf5bd6d2ca38dc4d50a", 26_421_880,
        "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"
      ),
      (
        "9018921c3c673c538a1fc5bad174d6f9", 29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"
      ),
      (
        "8181f5470baa50b63fa0f6fddb340f0a", 4_422_102,
        "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"
      ),
      ("15d484375f8d13e6eb1aabb0c3f46965", 5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
    ]))

  /// The files of 60,000 training and 10,000 test images, by what is known of each.
  private static func files(_ sums: [(md5: String, gzippedSize: Int, sha256: String)]) -> [File] {
    let files = [
      ("train-images-idx3-ubyte", "training images", 47_040_016),
      ("train-labels-idx1-ubyte", "training labels", 60_008),
      ("t10k-images-idx3-ubyte", "test images", 7_840_016), ("t10k-labels-idx1-ubyte", "test labels", 10_008),
    ]
    return zip(files, sums).map { file, sums in
      File(
        name: file.0, contents: file.1, size: file.2, md5: sums.md5, gzippedSize: sums.gzippedSize,
        gzippedSHA256: sums.sha256)
    }
  }
}
