import Entities
import Model
import Testing
import Text

@Suite("The order of a listing")
struct ListingTests {
  @Test(
    "A word that is not in its closed set comes after those that are, and before what is unknown",
    arguments: [
      ("sort:mode", ["EHPC-1", "EHPC-3", "EHPC-2"]), ("sort:-mode", ["EHPC-2", "EHPC-3", "EHPC-1"]),
    ] as [(SafeText, [String])])
  func words(order: SafeText, found: [String]) {
    #expect(EntityFixture.listed(order, .applications) == found)
  }

  @Test("Rows that are equal keep the list's own order both ways, and the second key decides between them")
  func equals() {
    #expect(EntityFixture.listed("sort:qos", .jobs).prefix(4) == ["2", "3_[0-63%8]", "4", "1"])
    #expect(EntityFixture.listed("sort:-qos", .jobs).prefix(4) == ["2", "3_[0-63%8]", "4", "1"])
    #expect(EntityFixture.listed("sort:qos,gpus", .jobs).prefix(4) == ["3_[0-63%8]", "1", "4", "2"])
    #expect(EntityFixture.listed("sort:qos,-gpus", .jobs).prefix(4) == ["2", "4", "1", "3_[0-63%8]"])
  }

  @Test("Numbers in names count by their value, and no limit is more than any")
  func numbers() {
    #expect(EntityFixture.listed("sort:-name", .nodes) == ["n10", "n4", "n3", "n2"])
    #expect(EntityFixture.listed("sort:wall", .qos) == ["normal", "long"])
    #expect(EntityFixture.listed("wall>300d", .qos) == ["long"])
  }

  @Test("Texts of two clusters are compared as texts, though each cluster numbers its own")
  func clusters() {
    #expect(TwoClusters.listed("sort:user,id", .jobs) == ["11", "12", "13", "14", "1", "2"])
    #expect(TwoClusters.listed("sort:-user,id", .jobs) == ["1", "2", "13", "14", "11", "12"])
    #expect(Set(TwoClusters.listed("user:zoe", .jobs)) == ["1", "2"])
    #expect(Set(TwoClusters.listed("user:anna", .jobs)) == ["11", "12"])
    #expect(Set(TwoClusters.listed("zoe", .jobs)) == ["1", "2"])
    #expect(Set(TwoClusters.listed("ben", .jobs)) == ["13", "14"])
  }

  @Test("Each cluster's rows stand behind those of the one before, the first and the last among them")
  func parts() {
    #expect(TwoClusters.listed("", .nodes) == ["a1", "a2", "b1"])
    #expect(TwoClusters.listed("cluster:leonardo", .nodes) == ["a1", "a2"])
    #expect(TwoClusters.listed("cluster:lumi", .nodes) == ["b1"])
    #expect(TwoClusters.listed("", .accounts) == ["physics", "physics"])
    #expect(TwoClusters.list(.accounts).value(1, of: 0) == .text("leonardo"))
  }
}
