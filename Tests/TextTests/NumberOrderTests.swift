import Testing
import Text

@Suite("The order of names with numbers")
struct NumberOrderTests {
  @Test(
    "Numbers in names are ordered by value",
    arguments: [
      ("n2", "n10", true), ("n10", "n2", false), ("a", "b", true), ("a2b", "a10", true), ("a", "a1", true),
      ("a1", "a", false), ("n1", "n1", false), ("n01", "n1", true), ("n1", "n01", false),
    ] as [(SafeText, SafeText, Bool)])
  func order(left: SafeText, right: SafeText, isBefore: Bool) {
    #expect(left.precedesByNumber(right) == isBefore)
  }
}
