import Model

/// The GPUs of a node that are set in a mask, as Slurm lists them: `gpu:a100:3(IDX:0-1,3)`.
struct GPUList {
  private let indices: [Int]

  init(_ mask: UInt64) { indices = (0..<64).filter { mask >> $0 & 1 == 1 } }

  func gres(type: String) -> String {
    let list = FoldedNames(prefix: "", digits: 1, numbers: indices).text
    let bare = indices.count > 1 ? String(list.dropFirst().dropLast()) : list
    return "gpu:\(type):\(indices.count)(IDX:\(indices.isEmpty ? "N/A" : bare))"
  }
}
