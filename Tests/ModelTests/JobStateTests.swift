import Model
import Testing
import Text

@Suite struct JobStateTests {
  @Test(
    "Slurm's words give base, flags and the word that squeue prints",
    arguments: [
      (["RUNNING"], JobState(.running), "running"), (["PENDING"], JobState(.pending), "pending"),
      (["RUNNING", "COMPLETING"], JobState(.running, .completing), "completing"),
      (["COMPLETING", "FAILED"], JobState(.failed, .completing), "completing"),
      (["PENDING", "REQUEUED"], JobState(.pending, .requeued), "requeued"),
      (["PENDING", "REQUEUE_HOLD"], JobState(.pending, .requeueHold), "requeue_hold"),
      (["PENDING", "SPECIAL_EXIT", "REQUEUED"], JobState(.pending, [.specialExit, .requeued]), "requeued"),
      (["RUNNING", "CONFIGURING"], JobState(.running, .configuring), "configuring"),
      (["RUNNING", "RESIZING", "SIGNALING"], JobState(.running, [.resizing, .signaling]), "resizing"),
      (["RUNNING", "STOPPED"], JobState(.running, .stopped), "stopped"),
      (["COMPLETED", "STAGE_OUT"], JobState(.completed, .stageOut), "stage_out"),
      (["CANCELLED", "REVOKED"], JobState(.cancelled, .revoked), "revoked"),
      (["PENDING", "RESV_DEL_HOLD"], JobState(.pending, .reservationDeletedHold), "resv_del_hold"),
      (["PENDING", "REQUEUE_FED"], JobState(.pending, .requeueFederated), "requeue_fed"),
      (["PENDING", "EXPEDITING"], JobState(.pending, .expediting), "pending"),
      (["FAILED", "LAUNCH_FAILED"], JobState(.failed, .launchFailed), "failed"),
      (["RUNNING", "POWER_UP_NODE"], JobState(.running, .powerUpNode), "running"),
      (["FAILED", "RECONFIG_FAIL"], JobState(.failed, .reconfigFail), "failed"),
      (["NODE_FAIL"], JobState(.nodeFail), "node_fail"), (["BOOT_FAIL"], JobState(.bootFail), "boot_fail"),
      (["OUT_OF_MEMORY"], JobState(.outOfMemory), "out_of_memory"),
      (["DEADLINE"], JobState(.deadline), "deadline"),
      (["PREEMPTED"], JobState(.preempted), "preempted"), (["SUSPENDED"], JobState(.suspended), "suspended"),
      (["TIMEOUT"], JobState(.timeout), "timeout"), (["cancelled"], JobState(.cancelled), "cancelled"),
    ] as [([SafeText], JobState, String)])
  func words(_ words: [SafeText], _ state: JobState, _ word: String) {
    var unknown: [SafeText] = []
    let read = JobState(slurmWords: words, unknown: &unknown)
    #expect(read == state)
    #expect(read.word.rawValue == word)
    #expect(unknown.isEmpty)
  }

  @Test(
    "A flag that hides the base in the old forms implies it where it can",
    arguments: [
      ("CONFIGURING", .running), ("REQUEUED", .pending), ("SPECIAL_EXIT", .pending), ("COMPLETING", .unknown),
      ("STAGE_OUT", .unknown),
    ] as [(SafeText, JobState.Base)])
  func implied(_ word: SafeText, _ base: JobState.Base) {
    var unknown: [SafeText] = []
    #expect(JobState(slurmWords: [word], unknown: &unknown).base == base)
    #expect(unknown.isEmpty)
  }

  @Test func `A word that Slurm does not write is handed back`() {
    var unknown: [SafeText] = []
    #expect(JobState(slurmWords: ["DREAMING"], unknown: &unknown) == JobState(.unknown))
    #expect(unknown == ["DREAMING"])
  }

  @Test(
    "An array's tasks are counted as squeue -r does",
    arguments: [
      ("0-14%4", 15), ("1-9:2,20%4", 6), ("412-9999", 9588), ("7", 1), ("0", 1), ("4-9,12", 7), ("1,2,3", 3),
      ("0-4000000", 4_000_001), ("1-10:3", 4), ("0-0", 1), ("3,5-7%2", 4), ("0-98:7", 15),
      ("0-99998:2%500", 50_000),
      // As squeue puts it behind an array's ID.
      ("[0-98:7]", 15), ("[0-98:7%4]", 15), ("[0-98:7]%4", 15), ("[3]", 1),
      // A task that is named twice, in any order.
      ("0-9,5-9", 10), ("5-9,0-9", 10), ("0-9,5-14,20", 16), ("3,3,3", 1), ("0-20:5,0-20:10", 5),
      ("1-9:2,0-8:2", 10), ("0-9:3,4-5", 6), ("0-130:2,64-65", 67), ("0-9,3-4,20-29:3,26", 14),
      ("0-4000000,17", 4_000_001), ("0-9000:2,0-9000:3", 6001),
      // A bit a task.
      ("0x7", 3), ("0x3FF", 10), ("0x3ff%2", 10), ("0X80000000000000000000000001", 2), ("[0x0f]", 4),
    ])
  func arrayTasks(_ text: String, _ count: Int32) {
    #expect(ArrayTasks.count(text) == ArrayTasks.Count(tasks: count))
  }

  @Test(
    "A list that Slurm cut counts what is certain",
    arguments: [
      ("1,3,5,...", 3), ("1,3,5...", 3), ("0-9,12-1...", 11), ("0-9,20-30:...", 11), ("0-9,...%4", 10),
      ("...", 1),
      ("0-9,...%", 10), ("0-98:7,100,1...", 17), ("0-9,5-14,1...", 15), ("0xff...", 8), ("0x...", 1),
    ])
  func cutArrayTasks(_ text: String, _ count: Int32) {
    let counted = ArrayTasks.count(text)
    #expect(counted == ArrayTasks.Count(tasks: count, doubt: .cut))
    #expect(counted.isAtLeast)
  }

  @Test(
    "What is no list of tasks is a lower bound: the tasks of what can be read, and one of what cannot",
    arguments: [
      ("", 1), ("%4", 1), ("a", 1), ("1-", 1), ("-3", 1), ("9-1", 1), ("0-99:0", 1), ("1,,2", 2),
      ("1-2-3", 1),
      ("+1", 1), ("99999999999", 1), ("0-4294967294", 1), ("0-4000001", 1), ("１", 1), ("1-3, 5", 3),
      ("0-9,x", 10), ("0-9,5-9,x,20-29", 20), ("[0-9", 1), ("[0-9,20", 1), ("0x", 1), ("0x0", 1), ("0xfg", 1),
      ("0x3ff,4", 1), ("0x,4-9", 6), ("24_[0-9]", 1), ("0-9,x...", 11), ("0-9,x,1...", 11), ("(null)", 1),
      ("0-4000000:2,0-4000000:3", 2_000_001),
      // Few tasks too, where they lie far apart: one short text must not cost as much as a file.
      ("0-4000000:4000,0-4000000:5000", 1001),
    ])
  func unreadableArrayTasks(_ text: String, _ count: Int32) {
    let counted = ArrayTasks.count(text)
    #expect(counted.tasks == count)
    #expect(counted.isAtLeast)
    // What Slurm cut may be anything.
    #expect(counted.doubt == (text == "0-9,x..." ? .cut : .unreadable))
  }

  @Test("A list of more items than an array has tasks is not taken apart")
  func endlessArrayTasks() {
    let text = String(repeating: "7,", count: 2_000_001) + "7"
    #expect(ArrayTasks.count(text) == ArrayTasks.Count(tasks: 1, doubt: .unreadable))
  }

  @Test(
    "Slurm's reasons have plain words beside them",
    arguments: [
      ("Resources", "waiting for nodes"), ("Priority", "others come first"),
      ("AssocGrpGRESMinutes", "not enough budget left"), ("AssocGrpBillingMinutes", "not enough budget left"),
      ("AssocGrpCPUMinutesLimit", "not enough budget left"),
      ("AssocGrpGRESRunMinutes", "limit of running work"),
      ("AssocGrpGRES", "account limit"), ("AssocMaxJobsLimit", "account limit"), ("QOSGrpGRES", "QOS limit"),
      ("AssocMaxGRESMinutesPerJob", "asks more than the account allows"),
      ("QOSMaxJobsPerUserLimit", "QOS limit"),
      ("QOSMaxWallDurationPerJobLimit", "asks more than the QOS allows"),
      ("QOSMinGRES", "asks less than the QOS minimum"),
      ("MaxGRESPerAccount", "QOS limit per account"), ("QOSGrpGRESMinutes", "not enough QOS budget left"),
      ("ReqNodeNotAvail, UnavailableNodes:gpu[1-3]", "nodes it asks for are not available"),
      ("ReqNodeNotAvail(Unavailable:gpu1)", "nodes it asks for are not available"),
      ("Nodes required for job are DOWN, DRAINED or reserved", "nodes it needs are down or reserved"),
      ("JobArrayTaskLimit", "its array's own limit"), ("Licenses", "waiting for licences"),
    ] as [(SafeText, SafeText)])
  func plainReasons(_ reason: SafeText, _ plain: SafeText) {
    #expect(PendingReason.plain(reason) == plain)
  }

  @Test(
    "Plain words agree with the number of tasks before them",
    arguments: [
      ("Priority", 1, "behind others"), ("Priority", 2, "others come first"),
      ("ReqNodeNotAvail", 1, "asks for nodes that are not available"),
      ("Nodes required for job are DOWN, DRAINED or reserved", 1, "needs nodes that are down or reserved"),
      ("Resources", 1, "waiting for nodes"), ("Whim", 1, nil),
    ] as [(SafeText, Int, SafeText?)])
  func plainReasonsOfTasks(_ reason: SafeText, _ tasks: Int, _ plain: SafeText?) {
    #expect(PendingReason.plain(reason, after: tasks) == plain)
  }

  @Test func `A reason that no Slurm writes has no plain words`() {
    #expect(PendingReason.plain("Whim") == nil)
    #expect(PendingReason.plain("") == nil)
  }
}
