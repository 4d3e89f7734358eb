import Text

/// What a document of factorytop's own form said before its `schema`: the same keys may stand behind it too.
struct OwnDocumentHead {
  /// RFC 3339 with an offset, as it is written.
  var generatedAt: SafeText?
  var cluster: SafeText?
  var site: SafeText?
}
