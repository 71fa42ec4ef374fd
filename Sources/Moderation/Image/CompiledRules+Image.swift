internal import BinaryImage
internal import Rulebook

extension CompiledComposite {
  static func write(_ composites: [CompiledComposite], to image: inout ImageWriter, _ sets: inout RuleSetPool) {
    image.write(composites.count)
    for composite in composites {
      image.write(composite.rule)
      composite.condition.write(to: &image, &sets)
      image.write(composite.required != nil)
      if let required = composite.required { sets.write(required, to: &image) }
    }
  }

  static func readAll(
    from image: inout ImageReader, _ sets: RuleSetPool
  ) throws(ImageError) -> [CompiledComposite] {
    var composites: [CompiledComposite] = []
    for _ in 0..<(try image.count()) {
      let rule = try image.read(Int.self)
      let condition = try CompiledCondition(from: &image, sets)
      let isRequired = try image.read(Bool.self)
      composites.append(
        CompiledComposite(
          rule: rule, condition: condition, required: isRequired ? try sets.read(from: &image) : nil))
    }
    return composites
  }
}

extension CompiledGuard {
  static func write(_ guards: [CompiledGuard], to image: inout ImageWriter, _ sets: inout RuleSetPool) {
    image.write(guards.count)
    for rule in guards {
      image.write(rule.id)
      image.write(named: rule.effect)
      sets.write(rule.concerned, to: &image)
      image.write(named: rule.side)
      sets.write(rule.context, to: &image)
      image.write(rule.reach)
      sets.write(rule.unless, to: &image)
    }
  }

  static func readAll(from image: inout ImageReader, _ sets: RuleSetPool) throws(ImageError) -> [CompiledGuard] {
    var guards: [CompiledGuard] = []
    for _ in 0..<(try image.count()) {
      let id = try image.read(String.self)
      let effect = try image.named(Guard.Effect.self)
      let concerned = try sets.read(from: &image)
      let side = try image.named(Guard.Side.self)
      let context = try sets.read(from: &image)
      let reach = try image.reach()
      guards.append(
        CompiledGuard(
          id: id, effect: effect, concerned: concerned, side: side, context: context, reach: reach,
          unless: try sets.read(from: &image)))
    }
    return guards
  }
}

extension CompiledRules {
  static func write<Value: RawRepresentable<String>>(
    _ classes: [(Value, rules: RuleSet)], to image: inout ImageWriter, _ sets: inout RuleSetPool
  ) {
    image.write(classes.count)
    for (value, rules) in classes {
      image.write(named: value)
      sets.write(rules, to: &image)
    }
  }

  static func readClasses<Value: RawRepresentable<String>>(
    from image: inout ImageReader, _ sets: RuleSetPool
  ) throws(ImageError) -> [(Value, rules: RuleSet)] {
    var classes: [(Value, rules: RuleSet)] = []
    for _ in 0..<(try image.count()) {
      let value = try image.named(Value.self)
      classes.append((value, try sets.read(from: &image)))
    }
    return classes
  }
}
