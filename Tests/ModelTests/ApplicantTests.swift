import Model
import Testing
import Text

@Suite("The person of an application")
struct ApplicantTests {
  private let told = Applicant.told(name: "Nobody Real", email: "nobody@example.org")

  @Test("No description, no dump and no text of what holds it tells anything of it")
  func silent() {
    let application = Application(id: "A", mode: .playground, state: .submitted, applicant: told)
    var texts = [
      "\(told)", String(reflecting: told), String(describing: told), "\(application)",
      String(reflecting: application), String(describing: [application]),
      String(describing: told as Applicant?),
    ]
    for value in [told, application, ["a": told]] as [Any] {
      var dumped = ""
      dump(value, to: &dumped)
      texts.append(dumped)
    }
    for text in texts {
      #expect(!text.isEmpty)
      #expect(!text.lowercased().contains("nobody"), "\(text)")
    }
  }

  @Test("Two are the same when all that is told of them is")
  func equal() {
    #expect(told == .told(name: "Nobody Real", email: "nobody@example.org"))
    #expect(told != .told(name: "Nobody Real", email: nil))
    #expect(told != .withheld)
  }

  @Test("What one source leaves out another fills in; what is withheld stays so")
  func filled() {
    #expect(
      Applicant.told(name: nil, email: "a@b").filled(from: told) == .told(name: "Nobody Real", email: "a@b"))
    #expect(told.filled(from: nil) == told)
    #expect(Applicant.withheld.filled(from: told) == .withheld)
  }
}
