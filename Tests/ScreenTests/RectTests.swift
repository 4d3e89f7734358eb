import SeedSupport
import Testing

@testable import Screen

struct RectTests {
  @Test(
    "Lengths keep what is fixed, share the rest by weight, and never exceed the whole",
    arguments: [
      ([Extent.fixed(3), .flexible()], 10, [3, 7]),
      ([.flexible(), .flexible()], 9, [5, 4]),
      ([.flexible(weight: 2), .flexible()], 9, [6, 3]),
      ([.growing(minimum: 3, most: 6), .flexible(minimum: 2), .fixed(1)], 20, [6, 13, 1]),
      ([.growing(minimum: 3, most: 6), .flexible(minimum: 2), .fixed(1)], 8, [5, 2, 1]),
      ([.growing(minimum: 3, most: 2), .flexible()], 8, [3, 5]),
      ([.flexible(minimum: 4), .fixed(3), .flexible(minimum: 2)], 10, [5, 3, 2]),
      ([.fixed(4), .fixed(4), .fixed(4)], 10, [4, 4, 2]),
      ([.fixed(4), .flexible(minimum: 3)], 2, [2, 0]),
      ([.flexible(weight: 0), .fixed(1)], 5, [0, 1]),
      ([.fixed(-3), .flexible()], -4, [0, 0]),
      ([], 5, []),
    ] as [([Extent], Int, [Int])])
  func lengths(extents: [Extent], total: Int, lengths: [Int]) {
    #expect(Extent.lengths(extents, over: total) == lengths)
  }

  @Test("Split areas lie side by side, with the gap between them")
  func split() {
    let rect = Rect(column: 2, row: 1, width: 11, height: 5)
    #expect(
      rect.columns([.flexible(), .flexible()], gap: 1) == [
        Rect(column: 2, row: 1, width: 5, height: 5), Rect(column: 8, row: 1, width: 5, height: 5),
      ])
    #expect(
      rect.rows([.fixed(1), .flexible(), .fixed(1)]) == [
        Rect(column: 2, row: 1, width: 11, height: 1), Rect(column: 2, row: 2, width: 11, height: 3),
        Rect(column: 2, row: 5, width: 11, height: 1),
      ])
  }

  @Test("An inset takes from both sides, and leaves nothing of what is too small")
  func inset() {
    #expect(
      Rect(column: 1, row: 1, width: 6, height: 3).inset(columns: 2, rows: 1)
        == Rect(column: 3, row: 2, width: 2, height: 1))
    #expect(Rect(column: 0, row: 0, width: 3, height: 1).inset(columns: 2, rows: 2).isEmpty)
  }

  @Test("Areas that do not meet have nothing in common")
  func intersection() {
    let left = Rect(column: 0, row: 0, width: 4, height: 4)
    #expect(
      left.intersection(Rect(column: 2, row: 3, width: 9, height: 9))
        == Rect(column: 2, row: 3, width: 2, height: 1))
    #expect(left.intersection(Rect(column: 9, row: 9, width: 2, height: 2)).isEmpty)
    #expect(left.intersection(Rect(column: 1, row: 1, width: -3, height: 2)).isEmpty)
  }
}

struct ApportionTests {
  @Test(
    "Cells are shared out to the last one",
    arguments: [
      ([1.0, 1, 1], 10, false, [4, 3, 3]),
      ([2.0, 1], 0, false, [0, 0]),
      ([0.0, 0], 5, false, [0, 0]),
      ([999.0, 1], 10, false, [10, 0]),
      ([999.0, 1], 10, true, [9, 1]),
      ([1000.0, 1, 1, 1], 5, true, [2, 1, 1, 1]),
      ([3.0, 1, 2], 2, true, [1, 0, 1]),
      ([-4.0, .nan, 2], 3, true, [0, 0, 3]),
      ([1e308, 1e308], 4, false, [2, 2]),
    ])
  func vectors(amounts: [Double], cells: Int, seats: Bool, parts: [Int]) {
    #expect(apportion(amounts, over: cells, seats: seats) == parts)
  }

  @Test("Parts always sum to the whole, and a seat is never refused while there is room", arguments: 0..<200)
  func random(seed: UInt64) {
    var random = SplitMix(state: seed)
    let amounts = (0..<Int.random(in: 1...6, using: &random)).map { _ in
      Bool.random(using: &random) ? 0 : Double.random(in: 0.001...1000, using: &random)
    }
    let cells = Int.random(in: 1...40, using: &random)
    let parts = apportion(amounts, over: cells, seats: true)
    let present = amounts.filter { $0 > 0 }.count
    #expect(parts.reduce(0, +) == (present == 0 ? 0 : cells))
    for (amount, part) in zip(amounts, parts) {
      #expect(part >= 0)
      if amount == 0 { #expect(part == 0) }
      if amount > 0, present <= cells { #expect(part > 0) }
    }
  }
}
