import Learning
import TensorCore
import Testing

@Suite("Learning rates and weight decay")
struct ScheduleTests {
  struct Case: Decodable {
    let schedule: String
    let rates: [Float]
  }

  @Test func schedulesAreThoseOfPyTorch() throws {
    let schedules: [String: Schedule] = [
      "StepLR(3, 0.5)": .steps(from: 0.2, every: 3, times: 0.5),
      "CosineAnnealingLR(10, 0.01)": .cosine(from: 0.2, to: 0.01, over: 10),
      "LinearLR(0.25, 1, 4)": .linear(from: 0.05, to: 0.2, over: 4),
      "LinearLR(0.1, 1, 4) then CosineAnnealingLR(8)":
        .linear(from: 0.02, to: 0.2, over: 4).then(.cosine(from: 0.2, to: 0, over: 8), after: 4),
      "LinearLR(0.1, 1, 5) times StepLR(4, 0.3)":
        .linear(from: 0.1, to: 1, over: 5) * .steps(from: 0.2, every: 4, times: 0.3),
    ]
    let cases = try Reference.cases("schedules", as: Case.self)
    #expect(Set(cases.map(\.schedule)) == Set(schedules.keys))
    for reference in cases {
      let schedule = try #require(schedules[reference.schedule])
      for (step, expected) in reference.rates.enumerated() {
        #expect(abs(schedule(step) - expected) < 1e-7, "\(reference.schedule), step \(step)")
      }
    }
  }

  @Test func anyStepHasItsNumber() {
    #expect(Schedule.cosine(from: 1, to: 0, over: Int.max)(Int.max) == 0)
    #expect(Schedule.linear(from: 1, to: 0, over: Int.max)(0) == 1)
    #expect(Schedule.linear(from: 1, to: 1e-9, over: 10)(10) == 1e-9)
    #expect(Schedule.constant(3).then(.constant(4), after: 2)(2) == 4)
    #expect(Schedule.steps(from: 1, every: 1, times: 0.5)(Int.max) == 0)
  }

  @Test func weightsDecayAsInPyTorch() throws {
    for reference in try Reference.cases("decays", as: ReferenceTests.OptimizerCase.self) {
      let parameter = Variable(reference.start.tensor)
      let optimizer = try reference.options.optimizer(reference.optimizer, [parameter])
      for (number, step) in reference.steps.enumerated() {
        parameter.gradient = step.gradient.tensor
        optimizer.step()
        expectClose(
          parameter.value, step.parameter.tensor, "\(reference.optimizer) \(reference.options), step \(number)")
      }
    }
  }

  @Test(arguments: ["SGD", "Adam", "AdamW", "Adadelta"])
  func aRateIsHeldAgainstItsRangeWheneverItIsSet(_ name: String) async {
    await #expect(processExitsWith: .failure) { [name] in
      let parameters = [Variable(Tensor(1))]
      let optimizers: [String: any Optimizer] = [
        "SGD": SGD(parameters, rate: 1), "Adam": Adam(parameters), "AdamW": AdamW(parameters),
        "Adadelta": Adadelta(parameters),
      ]
      optimizers[name]!.rate = -0.1
    }
  }

  @Test(arguments: ["SGD", "Adam", "Adadelta"]) func aParameterOfAnotherShapeStops(_ name: String) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [name] in
      let parameter = Variable(Tensor.zeros(2))
      let optimizers: [String: any Optimizer] = [
        "SGD": SGD([parameter], rate: 0.1, momentum: 0.9), "Adam": Adam([parameter]),
        "Adadelta": Adadelta([parameter]),
      ]
      parameter.value = Tensor.zeros(100_000)
      parameter.gradient = Tensor.ones(100_000)
      optimizers[name]!.step()
    }
    let message = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    #expect(message.contains("had [2] when the optimiser was made"), "\(message)")
  }

  /// Standard deviations and bounds as PyTorch's `kaiming_…_` and `xavier_…_` have them.
  @Test func weightsStartAsTheirNamesSay() {
    var generator = SeededGenerator(seed: 1)
    let shape = [60, 20, 3, 3], (fanIn, fanOut) = (Float(180), Float(540))
    func check(_ start: Initialization, deviation: Float, isUniform: Bool) {
      let weight = start.weight(shape, using: &generator)
      #expect(abs(weight.standardDeviation() / deviation - 1) < 0.03, "\(start)")
      let bound = deviation * Float(3).squareRoot()
      #expect((weight.abs().maximum() <= bound) == isUniform, "\(start)")
    }
    check(.kaimingUniform(slope: 0), deviation: (2 / fanIn).squareRoot(), isUniform: true)
    check(.kaimingUniform(slope: 0.5, fan: .output), deviation: (1.6 / fanOut).squareRoot(), isUniform: true)
    check(.kaimingNormal(), deviation: (2 / fanIn).squareRoot(), isUniform: false)
    check(.kaimingNormal(slope: 0.1, fan: .output), deviation: (2 / 1.01 / fanOut).squareRoot(), isUniform: false)
    check(.xavierNormal, deviation: (2 / (fanIn + fanOut)).squareRoot(), isUniform: false)
    check(.kaimingUniform, deviation: 1 / (3 * fanIn).squareRoot(), isUniform: true)
  }

  @Test func biasesWithoutInputsStartAtZero() {
    var generator = SeededGenerator(seed: 1)
    let bias = Initialization.bias(for: [3, 0], using: &generator)
    #expect(bias == Tensor.zeros(3))
    let model = Sequential(input: [0]) { Linear(2) }
    #expect(model(Tensor.zeros(1, 0)).value == Tensor.zeros(1, 2))
  }
}
