import Model
import Text

/// Quotas of storage from several records and files: a shared one once for its path, a personal one, whose path is not
/// kept, each time that it is told.
struct QuotaUnion {
  private struct Key: Hashable {
    var path: SafeText
    var resource: StorageQuota.Resource
  }

  private var shared = RecordUnion<Key, StorageQuota>()
  private var personal: [StorageQuota] = []

  var quotas: [StorageQuota] { shared.records + personal }

  mutating func add(_ quotas: [StorageQuota], rank: Int) {
    for quota in quotas {
      if let path = quota.path {
        shared.add(quota, key: Key(path: path, resource: quota.resource), rank: rank)
      } else {
        personal.append(quota)
      }
    }
  }
}
