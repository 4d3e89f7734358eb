import Model
import Testing
import Text

@testable import Telemetry

@Suite("Prometheus's answers")
struct PrometheusAnswerTests {
  private static func answer(_ result: String, type: String = "vector") -> String {
    "{\"status\": \"success\", \"data\": {\"resultType\": \"\(type)\", \"result\": \(result)}}"
  }

  private static func series(_ text: String) throws -> [PrometheusSeries] {
    let document = try #require(try read(text))
    guard case .measurements(let series) = document.content else { throw NoSeries() }
    return series
  }

  private struct NoSeries: Error {}

  private static let at = Timestamp(secondsSince1970: 1_795_428_000)

  @Test("A vector has a sample a series, its value as text and its time with a fraction")
  func vector() throws {
    let text = Self.answer(
      #"[{"metric": {"__name__": "m", "gpu": "0", "Hostname": "n1"}, "value": [1795428000.781, "97"]}]"#)
    let document = try #require(try read(text))
    #expect(document.format == "prometheus vector")
    #expect(document.dataAt == Self.at)
    #expect(document.records == 1)
    #expect(document.problem == nil)
    let series = try Self.series(text)
    #expect(series.first?.metric == "m")
    #expect(series.first?.value == 97)
    #expect(series.first?.labels.map(\.name) == ["gpu", "Hostname"])
    #expect(series.first?.labels.map(\.value) == ["0", "n1"])
  }

  @Test("Of a matrix the newest sample of each series counts, wherever it stands")
  func matrix() throws {
    let series = try Self.series(
      Self.answer(
        #"[{"values": [[1795427940, "1"], [1795428000, "2"], [1795427880, "3"]], "metric": {"__name__": "m"}}]"#,
        type: "matrix"))
    #expect(series.map(\.value) == [2])
    #expect(series.map(\.at) == [Self.at])
  }

  @Test("A scalar is one sample without labels")
  func scalar() throws {
    let series = try Self.series(Self.answer(#"[1795428000, "31.5"]"#, type: "scalar"))
    #expect(series == [PrometheusSeries(labels: [], value: 31.5, at: Self.at)])
  }

  @Test(
    "What is no number is no value",
    arguments: ["\"NaN\"", "NaN", "Infinity", "-Infinity"])
  func notANumber(_ value: String) throws {
    let series = try Self.series(Self.answer("[{\"metric\": {}, \"value\": [1795428000, \(value)]}]"))
    #expect(series == [PrometheusSeries(labels: [], value: nil, at: Self.at)])
  }

  @Test(
    "An infinity is a value, which no measure has in its range",
    arguments: [("+Inf", Double.infinity), ("-Inf", -.infinity)])
  func infinity(_ word: String, _ value: Double) throws {
    let series = try Self.series(Self.answer("[{\"metric\": {}, \"value\": [1795428000, \"\(word)\"]}]"))
    #expect(series == [PrometheusSeries(labels: [], value: value, at: Self.at)])
  }

  @Test("The order of keys says nothing")
  func order() throws {
    let series = try Self.series(
      #"{"data": {"result": [{"value": [1795428000, 5], "metric": {"__name__": "m"}}], "resultType": "vector"}, "status": "success"}"#
    )
    #expect(series == [PrometheusSeries(metric: "m", labels: [], value: 5, at: Self.at)])
  }

  @Test("An error is told in Prometheus's words")
  func error() throws {
    #expect(throws: TelemetryError.producerFailed("bad_data: parse error: unexpected end of input")) {
      try read(
        #"{"status":"error","errorType":"bad_data","error":"parse error: unexpected end of input"}"#)
    }
    #expect(throws: TelemetryError.producerFailed("timeout")) {
      try read(#"{"errorType":"timeout","status":"error"}"#)
    }
    #expect(throws: TelemetryError.producerFailed("Too many outstanding requests")) {
      try read(#"{"status": "error", "error": "Too many outstanding requests"}"#)
    }
    #expect(throws: TelemetryError.producerFailed("the answer's status is “error”")) {
      try read(#"{"data": null, "status": "error"}"#)
    }
    #expect(throws: TelemetryError.producerFailed("no org id")) { try read(#"{"error": "no org id"}"#) }
    // Also where a part of the data came.
    #expect(throws: TelemetryError.producerFailed("a store is gone")) {
      try read(
        #"{"status": "success", "error": "a store is gone", "data": {"resultType": "vector", "result": []}}"#)
    }
    #expect(
      try read(#"{"status": "success", "error": "", "data": {"resultType": "vector", "result": []}}"#) != nil)
  }

  @Test("A warning is told, an info is not, and odd records cost themselves")
  func warnings() throws {
    let warned = try #require(
      try read(
        #"{"status":"success","infos":["i"],"warnings":["w1","w2"],"data":{"resultType":"vector","result":[]}}"#
      ))
    #expect(warned.problem == "Prometheus warns: w1")
    #expect(warned.dataAt == nil)
    let odd = try #require(
      try read(
        Self.answer(
          #"[true, {"metric": {}}, {"metric": {"a": 1}, "value": ["x", "y"]}, {"metric": 5, "value": [1795428000, "1"]}, {"value": {"a": []}}]"#
        )))
    #expect(odd.records == 1)
    #expect(odd.skipped == 4)
    #expect(odd.problem?.shown.hasPrefix("record 1 of “result”: it is true") == true)
  }

  @Test(
    "A value is decimal, or one of Prometheus's three words, and anything else costs its series",
    arguments: [
      ("97", 97.0), ("9.7e1", 97), ("9.7E+01", 97), ("-0.5", -0.5), ("0x1p3", nil), ("0x61", nil),
      ("0X61", nil),
      ("inf", nil), ("nan", nil), ("Infinity", nil), ("+inf", nil), ("1_000", nil), (" 97", nil),
      ("97 ", nil),
      ("", nil), ("1e400", nil), ("0b1", nil), ("９７", nil), ("NaN(0x1)", nil), ("--1", nil), ("1,5", nil),
    ] as [(String, Double?)])
  func decimal(_ value: String, _ number: Double?) throws {
    for sample in [
      "\"value\": [1795428000, \"\(value)\"]",
      // The older value does not stand for the newer one.
      "\"values\": [[1795427940, \"50\"], [1795428000, \"\(value)\"]]",
      "\"values\": [[1795428000, \"\(value)\"], [1795427940, \"50\"]]",
    ] {
      let document = try #require(
        try read(Self.answer("[{\"metric\": {\"__name__\": \"m\"}, \(sample)}]")))
      guard case .measurements(let series) = document.content else {
        Issue.record("no measurements")
        return
      }
      #expect(series.map(\.value) == (number.map { [$0] } ?? []))
      #expect(document.skipped == (number == nil ? 1 : 0))
    }
  }

  @Test("A sample without a time is named, and the others of its series count")
  func sampleWithoutTime() throws {
    let document = try #require(
      try read(
        Self.answer(
          #"[{"metric": {}, "values": [[1795427940, "50"], ["soon", "60"], 7, [1795428000]]}]"#,
          type: "matrix")))
    guard case .measurements(let series) = document.content else {
      Issue.record("no measurements")
      return
    }
    #expect(series.map(\.value) == [50])
    #expect(
      document.problem
        == "record 1 of “result”: “values” is a list of others, not samples of a time and a number (and 2 more)"
    )
  }

  @Test("A torn answer is refused at every byte")
  func torn() {
    let text = Self.answer(#"[{"metric": {"__name__": "m"}, "value": [1795428000, "97"]}]"#)
    for length in 0..<text.utf8.count {
      #expect(throws: TelemetryError.self) {
        try read(String(decoding: text.utf8.prefix(length), as: UTF8.self))
      }
    }
  }

  @Test("No label, metric or error reaches the model as it came")
  func hostile() throws {
    let hostile = #"\u001b]52;c;QUJD\u0007\u009b31m\r\n\u202eabc\u200d"#
    let series = try Self.series(
      Self.answer(
        "[{\"metric\": {\"__name__\": \"\(hostile)\", \"\(hostile)\": \"\(hostile)\"}, \"value\": [1795428000, \"1\"]}]",
        type: hostile))
    let texts = series.flatMap { [$0.metric].compactMap(\.self) + $0.labels.flatMap { [$0.name, $0.value] } }
    #expect(texts.count == 3)
    for text in texts {
      #expect(text.isAltered)
      #expect(!text.shown.unicodeScalars.contains { $0.properties.generalCategory == .control })
    }
  }
}
