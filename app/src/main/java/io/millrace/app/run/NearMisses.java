package io.millrace.app.run;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.millrace.api.Reason;
import io.millrace.api.Rule;
import io.millrace.app.cli.Messages;
import io.millrace.app.report.ReportData;
import io.millrace.pipelines.chain.Reasons;
import io.millrace.pipelines.commit.RunResult;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.summary.Example;
import io.millrace.pipelines.summary.NearMiss;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** Dropped documents nearest to a limit, each with the setting that keeps it. */
final class NearMisses {

  private static final int DIGITS = 4;

  private static final PropertyNamingStrategies.NamingBase SNAKE =
      new PropertyNamingStrategies.SnakeCaseStrategy();

  private final Recipe recipe;
  private final RunResult result;

  NearMisses(Recipe recipe, RunResult result) {
    this.recipe = recipe;
    this.result = result;
  }

  List<ReportData.NearMiss> all() {
    return result.summary().nearMisses().stream().flatMap(each -> of(each).stream()).toList();
  }

  private Optional<ReportData.NearMiss> of(NearMiss miss) {
    Example example = miss.example();
    return Reasons.all().stream()
        .filter(reason -> reason.key().equals(miss.reason()))
        .findFirst()
        .map(
            reason -> {
              Optional<Rule> rule = rule(reason, example.signal());
              return new ReportData.NearMiss(
                  reason.stage(),
                  reason.key(),
                  reason.description(),
                  missed(example, rule),
                  keeps(example, reason.stage(), rule),
                  Reports.example(example));
            });
  }

  private Optional<Rule> rule(Reason reason, String signal) {
    int stage = result.stages().indexOf(reason.stage());
    return stage < 0
        ? Optional.empty()
        : result.rules().get(stage).stream()
            .filter(rule -> rule.reason() == reason && rule.signal().equals(signal))
            .findFirst();
  }

  private static String missed(Example example, Optional<Rule> rule) {
    String asked =
        rule.map(each -> each.side() == Rule.Side.AT_LEAST ? "at least " : "at most ").orElse("");
    return Messages.of(
        "%s is %s, the limit is %s%s",
        example.signal(),
        number(example.value(), RoundingMode.HALF_EVEN),
        asked,
        number(example.threshold(), RoundingMode.HALF_EVEN));
  }

  /** Names the setting and the nearest limit that lets the value pass. */
  private String keeps(Example example, String stage, Optional<Rule> rule) {
    if (rule.isEmpty()) {
      return "A limit beyond this value lets it pass.";
    }
    boolean least = rule.get().side() == Rule.Side.AT_LEAST;
    String limit = number(example.value(), least ? RoundingMode.FLOOR : RoundingMode.CEILING);
    return setting(stage, rule.get())
        .map(name -> "To let it pass this limit, set " + stage + ": {" + name + ": " + limit + "}.")
        .orElse("It passes this limit at " + limit + ".");
  }

  /** The name of the setting with a rule's limit. */
  private Optional<String> setting(String stage, Rule rule) {
    return recipe.stages().stream()
        .filter(each -> each.name().equals(stage))
        .flatMap(each -> setting(each.settings(), rule).stream())
        .findFirst();
  }

  private static Optional<String> setting(Record settings, Rule rule) {
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      try {
        if (component.getAccessor().invoke(settings) == rule.limit()) {
          return Optional.of(SNAKE.translate(component.getName()));
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return Optional.empty();
  }

  private static String number(double value, RoundingMode mode) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return String.valueOf(value);
    }
    BigDecimal exact = BigDecimal.valueOf(value);
    BigDecimal rounded =
        value == Math.rint(value) ? exact : exact.round(new MathContext(DIGITS, mode));
    return rounded.stripTrailingZeros().toPlainString();
  }
}
