import JSONStream

/// A whole document, for comparing what two ways of reading make of it.
indirect enum JSONTree: Equatable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  /// UTF-8, because `String` compares canonically equivalent texts as equal.
  case string([UInt8])
  case array([JSONTree])
  case object([Member])

  struct Member: Equatable {
    var key: [UInt8]
    var value: JSONTree
  }

  init(_ reader: inout JSONReader) throws(JSONError) {
    switch try reader.kind() {
    case .null:
      try reader.null()
      self = .null
    case .bool: self = .bool(try reader.bool())
    case .number: self = .number(try reader.number())
    case .string: self = .string(Array(try reader.string().utf8))
    case .array:
      var elements: [JSONTree] = []
      try reader.enterArray()
      while try reader.nextElement() { elements.append(try JSONTree(&reader)) }
      self = .array(elements)
    case .object:
      var members: [Member] = []
      try reader.enterObject()
      while let key = try reader.nextKey() {
        members.append(Member(key: Array(key.utf8), value: try JSONTree(&reader)))
      }
      self = .object(members)
    }
  }

  /// The document's value, which nothing may follow.
  init(
    document bytes: [UInt8], limits: JSONLimits = JSONLimits(), windowBytes: Int = 262_144
  ) throws(JSONError) {
    var reader = JSONReader(bytes: bytes, limits: limits, windowBytes: windowBytes)
    try self.init(&reader)
    try reader.finish()
  }
}

/// Reads over a document and builds nothing.
func skipDocument(
  _ bytes: [UInt8], limits: JSONLimits = JSONLimits(), windowBytes: Int = 262_144
) throws(JSONError) {
  var reader = JSONReader(bytes: bytes, limits: limits, windowBytes: windowBytes)
  try reader.skip()
  try reader.finish()
}
