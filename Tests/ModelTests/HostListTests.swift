import Model
import Testing
import Text

@Suite("Host lists as Slurm folds them")
struct HostListTests {
  @Test(
    "Names that a list holds",
    arguments: [
      ("login1", "login1"), ("gpul[002-006]", "gpul002"), ("gpul[002-006]", "gpul006"),
      ("dave[4,31,40-42]", "dave31"), ("dave[4,31,40-42]", "dave41"), ("a1,b[7-8],c3", "b8"),
      ("a1,b[7-8],c3", "c3"), ("cn[001-080,101-532]", "cn444"), ("worker-[1,0]", "worker-0"),
      ("r[1-2]n[01-36]", "r2n09"), ("n[8-12]", "n10"), ("gpu[1-3]-ib", "gpu2-ib"),
      ("n[098-102]", "n100"),
    ])
  func held(list: String, name: String) {
    #expect(HostList(SafeText(untrusted: list)).contains(SafeText(untrusted: name)))
  }

  @Test(
    "A list is expanded in its order, with the zeros of its bounds",
    arguments: [
      ("login1", ["login1"]), ("n[8-11]", ["n8", "n9", "n10", "n11"]),
      ("n[098-101]", ["n098", "n099", "n100", "n101"]),
      ("a1,b[7-8],c3", ["a1", "b7", "b8", "c3"]), ("d[4,1]", ["d4", "d1"]),
      ("g[1-2]-ib", ["g1-ib", "g2-ib"]),
      ("r[1-2]n[08-09]", ["r1n08", "r1n09", "r2n08", "r2n09"]), ("", []),
    ] as [(String, [SafeText])])
  func expanded(list: String, names: [SafeText]) {
    #expect(HostList(SafeText(untrusted: list)).names(atMost: 4) == names)
  }

  @Test(
    "A list of more names than are wanted is not expanded, and neither is what is no list",
    arguments: [
      "n[1-5]", "a,b,c,d,e", "r[1-2]n[1-3]", "r[1-3]n[1-2]", "n[1-99999999999999999999]", "n[1-4294967296]",
      "n[2-1]",
      "n[1-", "n[]", "n[a-b]", "n]", "n[-3]", "a,,b", "n[1,]", "n[1-2]]",
      "n[000000000000000000001-2]",
    ])
  func notExpanded(list: String) {
    #expect(HostList(SafeText(untrusted: list)).names(atMost: 4) == nil)
  }

  @Test(
    "Lists of nodes are folded into one, each node once",
    arguments: [
      (["gpu002", "gpu001"], "gpu[001-002]"), (["gpu001"], "gpu001"), (["n[1-3]", "n2", "n5"], "n[1-3,5]"),
      (["n9", "n10", "n8"], "n[8-10]"), (["n09", "n10"], "n09,n10"),
      (["n010", "n[011-012]"], "n[010-012]"),
      (["b1", "a1", "login"], "a1,b1,login"), (["r1n[1-2]", "r2n1"], "r1n[1-2],r2n1"),
      (["g1-ib", "g2-ib"], "g1-ib,g2-ib"),
      (["a[1-", "a1"], "a1,a[1-"), ([], ""),
    ] as [([SafeText], SafeText)])
  func folded(lists: [SafeText], text: SafeText) {
    #expect(HostList.folding(lists) == text)
  }

  @Test("A list that is longer than what is shown of it is looked through to its end")
  func longList() {
    let list = "n[\((0..<5000).map { String(2 * $0) }.joined(separator: ","))],last1"
    let text = Array(list.utf8).withUnsafeBytes { SafeText(untrusted: $0, keeping: HostList.longest) }
    #expect(text.shown.unicodeScalars.count == SafeText.maximumScalars)
    #expect(HostList(text).contains("n9998"))
    #expect(HostList(text).contains("last1"))
    #expect(!HostList(text).contains("n9999"))
    #expect(HostList(text).names(atMost: 10_000)?.count == 5001)
  }

  @Test(
    "Names that a list does not hold",
    arguments: [
      ("", "a"), ("login1", "login10"), ("login10", "login1"), ("gpul[002-006]", "gpul2"),
      ("gpul[002-006]", "gpul007"), ("gpul[002-006]", "gpul0002"), ("n[8-12]", "n08"), ("n[8-12]", "n"),
      ("r[1-2]n[01-36]", "r3n01"), ("dave[4,31]", "dave4,31"), ("a[1-", "a1"), ("a[]", "a"), ("a[-3]", "a2"),
      ("(null)", "null"), ("None assigned", "None"), ("a[1-99999999999999999999999]", "a5"),
    ])
  func notHeld(list: String, name: String) {
    #expect(!HostList(SafeText(untrusted: list)).contains(SafeText(untrusted: name)))
  }
}
