/// A large value that its copies share until one of them is changed: to pass it on, to sort it and to keep it in several
/// lists costs a reference, and an optional of it no more room than that.
///
/// It is kept in an array of one, which Swift shares, and copies when it is written to.
struct Shared<Value> {
  private var storage: [Value]

  init(_ value: Value) { storage = [value] }

  var value: Value {
    get { storage[0] }
    _modify { yield &storage[0] }
  }
}

extension Shared: Sendable where Value: Sendable {}

/// Linear in the value, but for copies that share it.
extension Shared: Equatable where Value: Equatable {}
