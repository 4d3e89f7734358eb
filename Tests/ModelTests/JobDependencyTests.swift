import Model
import Testing
import Text

@Suite("What a job waits for")
struct JobDependencyTests {
  @Test(
    "Slurm's text is read as it writes it",
    arguments: [
      ("", []),
      ("afterok:41(unfulfilled)", [JobDependency(kind: "afterok", job: "41", state: "unfulfilled")]),
      (
        "afterok:41(unfulfilled),afternotok:42_3(failed)",
        [
          JobDependency(kind: "afterok", job: "41", state: "unfulfilled"),
          JobDependency(kind: "afternotok", job: "42_3", state: "failed"),
        ]
      ),
      ("afterany:31_*(unfulfilled)", [JobDependency(kind: "afterany", job: "31_*", state: "unfulfilled")]),
      ("singleton(unfulfilled)", [JobDependency(kind: "singleton", state: "unfulfilled")]),
      ("singleton", [JobDependency(kind: "singleton")]),
      (
        "after:12+5:13",
        [
          JobDependency(kind: "after", job: "12", delay: .minutes(5)),
          JobDependency(kind: "after", job: "13"),
        ]
      ),
      (
        "after:12+5(unfulfilled)",
        [JobDependency(kind: "after", job: "12", delay: .minutes(5), state: "unfulfilled")]
      ),
    ] as [(SafeText, [JobDependency])])
  func known(text: SafeText, expected: [JobDependency]) {
    let read = JobDependencies(text)
    #expect(read.all == expected)
    #expect(!read.anySuffices && !read.areAtLeast)
  }

  @Test("A question mark between them says that one suffices")
  func any() {
    let read = JobDependencies("afterok:1(unfulfilled)?afterany:2(unfulfilled)")
    #expect(read.anySuffices)
    #expect(read.all.map(\.job) == ["1", "2"])
    #expect(!JobDependencies("afterok:1(what?)").anySuffices)
  }

  @Test(
    "A form that is not known stays the text that it is",
    arguments: [
      "afterok:abc", "afterok:41_", "afterok:41+x", "afterok:41_3_4", "afterok:", "41",
      "afterok:41(unfulfilled",
      "afterok:41:x(failed)", "after:12345678901", "expand:41(unfulfilled)x",
    ] as [SafeText])
  func unknown(text: SafeText) {
    #expect(
      JobDependencies("afterok:7,\(text)").all == [
        JobDependency(kind: "afterok", job: "7"), JobDependency(kind: text),
      ])
  }

  @Test("A list without end is cut", arguments: ["afterok:1,", "afterok:1:2,", "x,", ",", "?"])
  func huge(part: String) {
    let read = JobDependencies(SafeText(untrusted: String(repeating: part, count: 500)))
    #expect(read.all.count <= JobDependencies.most)
    #expect(read.areAtLeast == (read.all.count == JobDependencies.most))
    let jobs = JobDependencies(SafeText(untrusted: "after" + String(repeating: ":1", count: 500)))
    #expect(jobs.all.count == JobDependencies.most && jobs.areAtLeast)
  }
}
