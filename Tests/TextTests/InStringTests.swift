import Testing
import Text

@Test("In a String stands what may be shown of a text, and nothing else of it")
func inString() {
  let text = SafeText(untrusted: "rej\u{1B}ct")
  #expect("“\(text)”" == "“\(text.shown)”")
  #expect(String(describing: text) == "rej␛ct")
}
