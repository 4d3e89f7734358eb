import Text

/// What is told of a user who has jobs.
package enum UserFields {
  package static let all = Fields<JobShare>(
    JobShare.fields(title: "user", "whose jobs they are") { $0 })
}
