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
