import Foundation
import Testing
import Text

@testable import Telemetry

@Suite("Slurm's resource strings")
struct GresTests {
  private static func read(_ text: String) -> Gres { Array(text.utf8).withUnsafeBytes { Gres($0) } }
  private static func type(_ text: String) -> SafeText? {
    Array(text.utf8).withUnsafeBytes { Gres($0).typeName(in: $0) }
  }

  @Test(
    "Parts and shares of GPUs are counted for themselves",
    arguments: [
      ("gpu:a100:4", 0, 0), ("gpu:a100:2(S:0),gpu:1g.10gb:14(S:1)", 14, 0), ("gpu:mi300x_cpx:64", 64, 0),
      ("gpu:a100:2,shard:a100:8", 0, 8), ("gpu:0,shard:0", 0, 0),
      ("shard:(null):8(S:0,1),gpu:(null):2", 0, 8),
      ("cpu=1,mem=6.50G,gres/gpu=1,gres/shard=5", 0, 5), ("gres:shard:3", 0, 3), ("gres/shard", 0, 1),
      ("gpu:1g.5gb:7, mps:400", 7, 400), ("mps:v100:200(S:0)", 0, 200), ("shards:4,mpsx:2,shardy=1", 0, 0),
      ("shard:x", 0, 1), ("shard:-4", 0, 0), ("", 0, 0), ("s", 0, 0), ("gres/", 0, 0), ("gres", 0, 0),
    ])
  func partsAndShares(text: String, parts: Int, shares: Int) {
    let read = Self.read(text)
    #expect(read.parts == parts)
    #expect(read.shares == shares)
  }

  @Test(
    "Nodes' and jobs' GPUs are counted in every grammar",
    arguments: [
      ("gpu:a100:4", 4), ("gpu:4", 4), ("gpu:a100:4(S:0-1)", 4), ("gpu:a100:3(S:2,4,7)", 3),
      ("gpu:a100:2(IDX:0,2)", 2), ("gpu:h100:2,gpu:h200:4", 6),
      ("gpu:h100:2(IDX:0-1),gpu:h200:4(IDX:2-5)", 6),
      ("gpu:a100:0(IDX:N/A)", 0), ("gpu:h200:0(IDX:)", 0), ("gpu:nvidia_h100_80gb_hbm3:4(S:0-1)", 4),
      ("gpu:a100:2,shard:a100:8", 2), ("gpu:0,shard:0", 0), ("tmp:1666G,gpu:v100:2", 2),
      ("gpu:a100:4(S:0-3),nsight:no_consume:1,pfsdir:scratch:no_consume:1", 4),
      ("gpu:a100:3(IDX:0-1,3),pfsdir:scratch:0", 3), ("gpu:a100:no_consume:2", 2), ("gpu:1080:2", 2),
      ("gres:gpu:a100:2", 2), ("gres:gpu:1", 1), ("gres/gpu:4", 4), ("gres/gpu:h100:1,gres/gpu:h200:1", 2),
      ("gres/gpu=2", 2), ("gres/gpu", 1), ("gres/gpu:h100", 1), ("gpu", 1),
      ("cpu=16,mem=16000M,node=1,billing=36,gres/gpu=2,gres/gpu:a100=2", 2),
      ("cpu=1,gres/gpu:a100=1,gres/gpu:h100=2", 3), ("cpu=1,gres/gpu:a100=2,gres/gpu=2", 2),
      ("cpu=1,mem=6.50G,gres/gpu=1,gres/shard=5", 1),
      ("gpu:(null):3(IDX:0,2-3)", 3), ("gpu:(null):4(S:0-1)", 4), ("gpu:(null):0(IDX:N/A),shard:(null):0", 0),
      ("gpu:(null):2,gpu:a100:1(IDX:0)", 3), ("shard:(null):8(S:0,1),gpu:(null):2", 2),
      ("gres/gpu:(null):2", 2),
      ("gres/gpu=3,gres/gpu:(null)=2,gres/gpu:a100=1", 3), ("gres/gpu:(null)=2,gres/gpu:a100=1", 3),
      ("gpu:h100(CNT:4)", 4), ("gpu(CNT:2)", 2), ("gpu:(null)(CNT:3)", 3),
      ("gpu:h100(CNT:1),gpu:a100(CNT:2)", 3),
    ])
  func counts(_ text: String, _ gpus: Int) {
    #expect(Self.read(text).gpus == gpus)
  }

  @Test(
    "What is no GPU is none, and is told from a count of 0",
    arguments: [
      "", "(null)", "shard:a100:8", "shard:0", "tmp(CNT:262144000)", "pfsdir:scratch:no_consume:1",
      "tmp:1666G",
      "cpu=8,mem=1.50T,node=1,billing=8", "shard:a100:3(3/4,0/4)", "(null),shard:(null):2", "gres/shard=4",
      "license/gpu=3", "gpumem:80G", "mygpu:2",
      "gres/gpumem=8",
    ])
  func countsNothing(_ text: String) {
    #expect(Self.read(text).gpus == nil)
    #expect(!Self.read(text).isOdd)
  }

  @Test(
    "A part of a GPU is no GPU, though Slurm counts it as one",
    arguments: [
      ("gpu:1g.10gb:21(S:1)", 0), ("gpu:a100:2(S:0),gpu:1g.10gb:14(S:1)", 2), ("gpu:a100_3g.20gb:2", 0),
      ("gpu:nvidia_h100_80gb_hbm3_1g.12gb+me:1", 0), ("gres/gpu=3,gres/gpu:1g.10gb=2,gres/gpu:h100=1", 1),
      ("gres/gpu:1g.10gb", 0), ("gpu:mig-1g.10gb:2", 0), ("gpu:mig:7", 0), ("gpu:a100_mig:7,gpu:a100:1", 1),
      ("gpu:A100.MIG:2", 0), ("gpu:a100_1g_5gb:7", 0), ("gpu:1g10gb:7", 0), ("gpu:h100-1g.20gb:4", 0),
      ("gpu:MIG-3g.20gb(CNT:2)", 0), ("gpu:nvidia_a100_1g.10gb:2(IDX:0-1),gpu:(null):2(IDX:7-8)", 2),
      ("gpu:mi300x_cpx:8", 0), ("gpu:cpx:64", 0), ("gres/gpu:mi300x-dpx-nps1:2", 0), ("gpu:MI300A_TPX:3", 0),
      ("gpu:amd_instinct_mi300x_qpx:4(S:0),gpu:mi300x:7", 7), ("gpu:mi300xcpx:8", 0),
      ("gres/gpu=12,gres/gpu:mi300x_cpx=8", 4),
    ])
  func slices(_ text: String, _ gpus: Int) {
    #expect(Self.read(text).gpus == gpus)
  }

  @Test(
    "A whole GPU's type only resembles that of a part",
    arguments: [
      ("gpu:mi300x_spx:8", 8), ("gpu:v100_32g:4", 4), ("gpu:nvidia_h100_80gb_hbm3:4", 4),
      ("gpu:gh200_480gb:1", 1),
      ("gpu:gtx1060_6gb:2", 2), ("gpu:a100_80gb_pcie:2", 2), ("gpu:migrated:2", 2), ("gpu:a100_40g:4", 4),
      ("gpu:rtx_a6000:2", 2), ("gpu:gb200:4", 4), ("gpu:a100-nomig:4", 4),
    ])
  func wholeTypes(_ text: String, _ gpus: Int) {
    #expect(Self.read(text).gpus == gpus)
    #expect(!Self.read(text).namesParts)
  }

  @Test(
    "A count that is none makes the whole unknown",
    arguments: [
      "gpu:(null)", "gpu:a100:(null)", "gpu:(null):x(IDX:0)", "gpu:h100(CNT:many)", "gpu:h100(CNT:)",
      "gpu:(null):2(IDX:0-1),gpu:a100:", "gpu:a100:2,gpu:1g.5gb:x",
      "gpu:a100:", "gpu:", "gres/gpu=many", "gres/gpu:a100=", "gpu:a100:99999999999999999999", "gpu:a100:-1",
      "gpu:2x", "gpu:4,gpu:a100:x",
    ])
  func oddCounts(_ text: String) {
    let gres = Self.read(text)
    #expect(gres.gpus == nil)
    #expect(gres.isOdd)
  }

  @Test("Counts that no machine has are unknown, not a crash")
  func overflow() {
    let gres = Self.read("gpu:a:9223372036854775807,gpu:b:2147483648")
    #expect(gres.gpus == nil)
    #expect(gres.isOdd)
  }

  @Test(
    "The type is that of most GPUs",
    arguments: [
      ("gpu:a100:4(S:0-3)", "a100"), ("gpu:h100:2,gpu:h200:4", "h200"), ("gpu:1g.10gb:7,gpu:a100:1", "a100"),
      ("gpu:nvidia_h100_80gb_hbm3:4(S:0-1)", "nvidia_h100_80gb_hbm3"), ("gpu:a100:no_consume:2", "a100"),
    ] as [(String, SafeText)])
  func types(_ text: String, _ type: SafeText) {
    #expect(Self.type(text) == type)
  }

  @Test(
    "Without a type there is none",
    arguments: ["gpu:4", "", "shard:a100:8", "gpu:no_consume:4", "gpu:(null):4(S:0)", "gpu:1g.5gb:7"])
  func noType(_ text: String) {
    #expect(Self.type(text) == nil)
  }

  @Test(
    "Real and difficult sinfo lines give what a regular expression finds", .enabled(if: Captures.areThere))
  func capturedLines() throws {
    let text = try String(
      contentsOf: Captures.slurm.appending(path: "text/ood_core-sinfo_gres.txt"), encoding: .utf8)
    let lines = text.split(separator: "\n")
    #expect(lines.count > 1000)
    for line in lines {
      for column in line.split(separator: " ").dropFirst().prefix(2) {
        let counts = column.matches(of: /(?:^|,)gpu:[a-z0-9]+:(\d+)/).compactMap { Int($0.1) }
        let expected = counts.isEmpty ? nil : counts.reduce(0, +)
        #expect(Self.read(String(column)).gpus == expected, "\(column)")
      }
    }
  }
}
