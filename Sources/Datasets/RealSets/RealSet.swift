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
    /// Its bytes when it is unpacked, and their SHA-256.
    let size: Int
    let sha256: String
    /// Its bytes as it is handed out. Other programs gzip the same contents into other bytes.
    let gzippedSize: Int
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
      (9_912_422, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
      (28_881, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
      (1_648_877, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
      (4_542, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
    ]))

  static let fashionMNIST = RealSet(
    name: "Fashion-MNIST", folder: "FashionMNIST/raw",
    classNames: DrawnGarments.classNames,
    mirrors: ["http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"],
    files: files([
      (26_421_880, "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
      (29_515, "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
      (4_422_102, "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
      (5_148, "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
    ]))

  /// The files of 60,000 training and 10,000 test images, by what is known of each.
  private static func files(_ known: [(gzippedSize: Int, sha256: String)]) -> [File] {
    let files = [
      ("train-images-idx3-ubyte", "training images", 47_040_016),
      ("train-labels-idx1-ubyte", "training labels", 60_008),
      ("t10k-images-idx3-ubyte", "test images", 7_840_016), ("t10k-labels-idx1-ubyte", "test labels", 10_008),
    ]
    return zip(files, known).map { file, known in
      File(name: file.0, contents: file.1, size: file.2, sha256: known.sha256, gzippedSize: known.gzippedSize)
    }
  }
}
