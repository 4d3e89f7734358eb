import Text

/// What the dialogue has to say for itself.
extension LinearDialog {
  /// What hints name in place of keys.
  static let words: [Action: SafeText] = [
    .back: "back", .close: "quit", .quit: "quit", .revealNames: "names", .undo: "undo", .toggleHelp: "help",
    .openRow: "its number", .openFilter: "a slash", .openCommand: "", .nextLink: "its number",
    .longerPast: "past.longer",
  ]

  static let notHere: SafeText =
    "That needs the screen; from a shell, factorytop list writes files."

  static let help: [SafeText] = [
    "A number opens what was said with it. An empty line goes on. again says the place from its beginning, what has changed first. back goes back. next and previous go from a page to that of the next or previous thing of its list. names shows the names of an application's people, or hides them.",
    "jobs, nodes, partitions, applications, allocations, accounts, users, qos, reservations, sources, alerts and clusters list those; words of a filter may follow, such as jobs pending wait>4h. A slash and words filter the list that was said last, a slash alone lists all of it again. sort wait desc orders it. overview goes to the beginning.",
    "The name of a thing opens its page: a job's number, a node, a partition, an account, a user, an application; a kind before it says which is meant, such as job 8001990.",
    "take, assign, ask, answer, outcome, accept, reject, waitlist, note and correct decide on the application that was opened, or on all that are marked: mark 1 3 4 marks rows by their numbers, and takes their marks away. Each asks what it needs, says what is to be recorded, and records it after y. undo takes back the newest.",
    "quit ends. Every command of the screen's colon counts here.",
  ]
}
