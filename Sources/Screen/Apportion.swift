/// Shares out whole cells in proportion to amounts, by largest remainder: the parts sum exactly.
///
/// - Parameters:
///   - amounts: what each part stands for; what is negative or no number counts as 0.
///   - cells: how many there are to give.
///   - seats: whether each part above 0 gets a cell while there are enough of them; where there are not, the largest
///     parts get one each.
/// - Returns: one number a part, summing to `cells`, or all 0 when no amount is above 0.
///
/// Equal claims are settled in favour of the earlier part. Costs O(n log n) for the few parts of a bar.
package func apportion(_ amounts: [Double], over cells: Int, seats: Bool = false) -> [Int] {
  let amounts = amounts.map { $0.isFinite && $0 > 0 ? $0 : 0 }
  // The largest is divided out first, so that the sum of huge amounts stays finite.
  guard let largest = amounts.max(), largest > 0, cells > 0 else { return amounts.map { _ in 0 } }
  let sum = amounts.reduce(0) { $0 + $1 / largest }
  let ideals = amounts.map { $0 / largest / sum * Double(cells) }

  let present = amounts.indices.filter { amounts[$0] > 0 }
  if seats, present.count >= cells {
    let seated = present.sorted { (amounts[$1], $0) < (amounts[$0], $1) }.prefix(cells)
    return amounts.indices.map { seated.contains($0) ? 1 : 0 }
  }

  var parts = amounts.indices.map { index in
    seats && amounts[index] > 0 ? max(1, Int(ideals[index])) : Int(ideals[index])
  }
  var rest = cells - parts.reduce(0, +)
  // Seats may have given away too much: it comes from the parts that are furthest above their due.
  while rest < 0 {
    guard
      let donor = parts.indices.filter({ parts[$0] > 1 })
        .max(by: { Double(parts[$0]) - ideals[$0] < Double(parts[$1]) - ideals[$1] })
    else { break }
    parts[donor] -= 1
    rest += 1
  }
  let claims = present.sorted { left, right in
    let leftClaim = ideals[left] - Double(parts[left])
    let rightClaim = ideals[right] - Double(parts[right])
    return leftClaim == rightClaim ? left < right : leftClaim > rightClaim
  }
  for index in claims.prefix(max(0, rest)) { parts[index] += 1 }
  return parts
}
