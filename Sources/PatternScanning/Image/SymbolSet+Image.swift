public import BinaryImage

/// Any 256 bits are a set.
extension SymbolSet: ImageScalar {}
