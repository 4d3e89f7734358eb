import Foundation
import Model
import Testing
import Text

@testable import Journal

@Suite("Names of a journal's authors")
struct NamesTests {
  /// Above all that are given to people, and no user of a machine that tests run on.
  private static let nobody: UInt32 = 4_000_000_001

  @Test("The system is asked for what it calls a user, and says of one that is not there that it knows none")
  func asking() {
    #expect(UserNames.Answer(asking: 0) == .name("root"))
    #expect(UserNames.Answer(asking: Self.nobody) == .nobody)
    #expect(UserNames.Answer(asking: geteuid()) == .name(RecordAuthor.current.name))
  }

  @Test("A name that is not the user's here is found once a file, an unknown user is news, and neither ranks")
  func found() throws {
    let folder = try TemporaryFolder()
    let me = RecordAuthor.current
    let opened = try JournalFolder(folder.path)
    let mallory = RecordAuthor(name: "mallory", uid: me.uid, host: me.host)
    let writer = JournalWriter(in: opened, author: mallory)
    for _ in 0..<3 { try writer.record(sample(writer)) }
    let contents = try folder.journal()
    #expect(contents.users == [me.uid])
    #expect(contents.unverified == 0)
    let other = contents.findings(by: UserNames([me.uid: .name(me.name)]))
    #expect(other.map(\.kind) == [.otherName(claimed: "mallory", uid: me.uid, here: me.name)])
    #expect(other.map(\.line) == [1])
    #expect(other.first?.isHarmless == false)
    let unknown = contents.findings(by: UserNames([me.uid: .nobody]))
    #expect(unknown.map(\.kind) == [.unknownUser(claimed: "mallory", uid: me.uid)])
    #expect(unknown.first?.isHarmless == true)
    for names in [UserNames(), UserNames([me.uid: .unanswered]), UserNames([me.uid: .name("mallory")])] {
      #expect(contents.findings(by: names).isEmpty)
    }
  }

  @Test("Users whose records are verified are asked about first, and no file makes it more than a thousand")
  func many() {
    let claimed = (0..<5000).map { number in
      Signature(of: RecordAuthor(name: "x", uid: UInt32(number), host: "h", isVerified: false))
    }
    let own = Signature(of: RecordAuthor(name: "x", uid: 60_000, host: "h", isVerified: true))
    let users = JournalContents.users(of: claimed + [own, own])
    #expect(users.count == 1000)
    #expect(users.first == 60_000)
  }

  @Test("One question is open at a time, what is known is not asked again, and what is not is later")
  func ledger() {
    var ledger = NamesLedger()
    #expect(ledger.beginAsking(about: [], at: .seconds(0)) == nil)
    #expect(ledger.beginAsking(about: [1, 2], at: .seconds(0)) == [1, 2])
    #expect(ledger.beginAsking(about: [1, 2, 3], at: .seconds(1)) == nil)
    let isNew = ledger.endAsking([1: .name("anna"), 2: .nobody], at: .seconds(1))
    #expect(isNew)
    #expect(ledger.names == UserNames([1: .name("anna"), 2: .nobody]))
    #expect(ledger.beginAsking(about: [1, 2], at: .seconds(100)) == nil)
    #expect(ledger.beginAsking(about: [1, 2], at: .seconds(301)) == [2])
    let isNewAgain = ledger.endAsking([2: .nobody], at: .seconds(302))
    #expect(!isNewAgain)
  }

  @Test(
    "While a directory of users hangs, names are not known, also of who comes later, and once it answers they are"
  )
  func hanging() {
    var ledger = NamesLedger()
    #expect(ledger.beginAsking(about: [1], at: .seconds(0)) == [1])
    let hangs = [1, 2, 3].map { ledger.beginsToHang(at: .seconds($0)) }
    #expect(hangs == [false, true, false])
    #expect(ledger.beginAsking(about: [1, 2], at: .seconds(4)) == nil)
    #expect(ledger.names == UserNames([1: .unanswered, 2: .unanswered]))
    let isNew = ledger.endAsking([1: .name("anna")], at: .seconds(5))
    #expect(isNew)
    #expect(ledger.names[1] == .name("anna"))
    #expect(ledger.beginAsking(about: [1, 2], at: .seconds(400)) == [2])
  }
}
