package import Text

/// Where the records of each account stand. Slurm keeps the names of accounts in lower case, whatever case others write
/// them in: an account is the one that is written so, else the one that differs in case alone.
package struct AccountPlaces {
  private let exact: [SafeText: [Int]]
  private let folded: [String: [Int]]

  /// Linear in the records.
  package init(_ records: [(place: Int, account: SafeText)]) {
    exact = Dictionary(grouping: records, by: \.account).mapValues { $0.map(\.place) }
    folded = Dictionary(grouping: records) { $0.account.shown.lowercased() }.mapValues { $0.map(\.place) }
  }

  /// In the order of the records; empty where none is of the account.
  package subscript(_ account: SafeText) -> [Int] {
    exact[account] ?? folded[account.shown.lowercased()] ?? []
  }
}
