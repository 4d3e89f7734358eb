import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("A text of the configuration for one application")
struct TemplateOfOneTests {
  private static func desk(areOrganisationsHidden: Bool = false) -> DecisionFixture {
    var desk = DecisionFixture { $0.portal = [.adminCheck, .adminCheck, .adminCheck, .adminCheck] }
    desk.state.adopt(
      TextTemplates(
        [TextTemplate(name: "data", text: "Which data, {organisation}? ({id})")],
        areOrganisationsHidden: areOrganisationsHidden))
    return desk
  }

  @Test("It is chosen as for several, filled, and shown as it will stand in the record")
  func chosen() throws {
    var desk = Self.desk()
    try desk.type("di")
    #expect(desk.state.form?.field == .note)
    try desk.type("<S-Tab>")
    #expect(desk.text.contains("‹ none ›"))
    try desk.type("<Right><C-d>")
    let found = try #require(desk.state.form?.seen?.application)
    let filled: SafeText = "Which data, \(found.organisation ?? "")? (\(found.id))"
    #expect(desk.state.form?.drafts.first?.draft.note == filled)
    #expect(desk.text.contains("Which data, \(found.organisation?.shown ?? "")?"))
    #expect(try desk.order("y").drafts.first?.draft.note == filled)
  }

  @Test("What is typed is filled too")
  func typed() throws {
    var desk = Self.desk()
    let order = try desk.order("ditell {id}<C-d>y")
    let id = try #require(order.drafts.first?.found.application.id)
    #expect(order.drafts.first?.draft.note == "tell \(id)")
  }

  @Test("Where it cannot be filled, nothing is recorded, and the form says why")
  func hidden() throws {
    var desk = Self.desk(areOrganisationsHidden: true)
    try desk.type("di<S-Tab><Right><C-d>")
    #expect(desk.state.form?.stage == .editing)
    #expect(
      desk.state.form?.problem
        == "nothing would be recorded: the text names the organisation, which is hidden here")
  }

  @Test("A note of several lines keeps them, of one application and of several", arguments: ["", "*"])
  func lines(marks: String) throws {
    var desk = Self.desk()
    let order = try desk.order("\(marks)ditell<Enter>{id}<C-d>y")
    for task in order.drafts {
      #expect(
        task.draft.note?.lines.map(\.shown) == ["tell", task.found.application.id.shown])
    }
    #expect(order.drafts.count == (marks.isEmpty ? 1 : 4))
  }
}
