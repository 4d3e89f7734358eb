/// An optional in no more room than the value takes: one of the type's values, which nothing ever has, stands for `nil`.
///
/// For what there are hundreds of thousands of. `Optional` itself adds a byte, which alignment makes eight.
@propertyWrapper
package struct Compact<Value: HasSpareValue>: Sendable {
  private var value: Value

  package init(wrappedValue: Value?) { value = wrappedValue ?? .spare }

  /// Setting the type's spare value sets `nil`.
  package var wrappedValue: Value? {
    get { value.isSpare ? nil : value }
    set { value = newValue ?? .spare }
  }
}

extension Compact: Equatable {
  package static func == (left: Compact, right: Compact) -> Bool { left.wrappedValue == right.wrappedValue }
}

/// A count of jobs, nodes or GPUs, which four bytes hold, in no more than those.
@propertyWrapper
package struct CompactCount: Sendable, Equatable {
  private var count: Int32

  package init(wrappedValue: Int?) {
    count = 0
    self.wrappedValue = wrappedValue
  }

  /// A number that four bytes do not hold becomes the nearest that they do.
  package var wrappedValue: Int? {
    get { count == .min ? nil : Int(count) }
    set { count = newValue.map { max(Int32(clamping: $0), .min + 1) } ?? .min }
  }
}

/// A time limit in four bytes, by Slurm's own numbers for one that is none and for one that is not told.
@propertyWrapper
package struct CompactLimit: Sendable, Equatable {
  private var minutes: UInt32

  private static let infinite: UInt32 = 0xFFFF_FFFF
  private static let noValue: UInt32 = 0xFFFF_FFFE

  package init(wrappedValue: TimeLimit) {
    minutes = Self.noValue
    self.wrappedValue = wrappedValue
  }

  /// Minutes that are one of Slurm's two numbers become what it stands for.
  package var wrappedValue: TimeLimit {
    get {
      switch minutes {
      case Self.infinite: .unlimited
      case Self.noValue: .unknown
      default: .minutes(minutes)
      }
    }
    set {
      switch newValue {
      case .minutes(let count): minutes = count
      case .unlimited: minutes = Self.infinite
      case .unknown: minutes = Self.noValue
      }
    }
  }
}

/// A type one of whose values nothing ever has.
package protocol HasSpareValue: Equatable, Sendable {
  static var spare: Self { get }
  var isSpare: Bool { get }
}

extension HasSpareValue {
  package var isSpare: Bool { self == .spare }
}

extension Int: HasSpareValue {
  package static var spare: Int { .min }
}

extension Int64: HasSpareValue {
  package static var spare: Int64 { .min }
}

extension Int32: HasSpareValue {
  package static var spare: Int32 { .min }
}

extension UInt16: HasSpareValue {
  package static var spare: UInt16 { .max }
}

/// What is no number is known to nobody.
extension Double: HasSpareValue {
  package static var spare: Double { .nan }
  package var isSpare: Bool { isNaN }
}

extension Timestamp: HasSpareValue {
  package static let spare = Timestamp(secondsSince1970: .min)
}

extension Seconds: HasSpareValue {
  package static let spare = Seconds(.min)
}

extension GPUHours: HasSpareValue {
  package static let spare = GPUHours(.nan)
  package var isSpare: Bool { count.isNaN }
}

extension NodeHours: HasSpareValue {
  package static let spare = NodeHours(.nan)
  package var isSpare: Bool { count.isNaN }
}
