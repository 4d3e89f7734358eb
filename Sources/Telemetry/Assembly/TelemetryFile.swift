package import Model
package import Text

/// What is known of one telemetry file: its last usable content, and what is wrong with its newest.
package struct TelemetryFile: Sendable {
  package var path: DataPath
  /// The name of the folder that holds it.
  package var folderName: SafeText
  /// Whether that folder is a data root itself.
  package var isInRoot: Bool
  /// The last content that could be used.
  package var document: Document?
  /// When the bytes of `document` were written, as the file system says.
  package var documentWrittenAt: Timestamp?
  /// Why the newest content cannot be used; `nil` while `document` is the newest.
  package var fault: TelemetryError?
  /// Whether `document` states an earlier time than the one that it replaced.
  package var wentBack: Bool
  /// Whether it is readable and no telemetry at all, such as a README beside it.
  package var isUnrecognised: Bool

  package init(
    path: DataPath, folderName: SafeText, isInRoot: Bool, document: Document? = nil,
    documentWrittenAt: Timestamp? = nil, fault: TelemetryError? = nil, wentBack: Bool = false,
    isUnrecognised: Bool = false
  ) {
    self.path = path
    self.folderName = folderName
    self.isInRoot = isInRoot
    self.document = document
    self.documentWrittenAt = documentWrittenAt
    self.fault = fault
    self.wentBack = wentBack
    self.isUnrecognised = isUnrecognised
  }
}

extension TelemetryFile {
  /// The file, once for each cluster whose answer it holds.
  var byCluster: [TelemetryFile] {
    guard let document, !document.others.isEmpty else { return [self] }
    return ([document] + document.others).map { part in
      var file = self
      file.document = part
      file.document?.others = []
      return file
    }
  }
}

/// Where the time of a document comes from that does not state one.
package enum UntoldTime: Sendable {
  /// The file system: right for a live dashboard.
  case whenWritten
  /// Nowhere: with a fixed clock, the same documents give the same figures on every machine.
  case unknown
}
