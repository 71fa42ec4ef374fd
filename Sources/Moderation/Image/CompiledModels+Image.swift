internal import BinaryImage

extension CompiledModels: ImageValue {
  func write(to image: inout ImageWriter) {
    image.write(models)
    image.write(firstRule)
    image.write(firstFeature)
  }

  init(from image: inout ImageReader) throws(ImageError) {
    models = try image.read()
    firstRule = try image.read()
    firstFeature = try image.read()
  }
}

extension CompiledModels.Model: ImageValue {
  func write(to image: inout ImageWriter) {
    image.write(featureIDs)
    image.write(scalars: weights)
    image.write(bias)
    image.write(threshold)
  }

  init(from image: inout ImageReader) throws(ImageError) {
    featureIDs = try image.read()
    weights = try image.scalars()
    bias = try image.read()
    threshold = try image.read()
  }
}
