package io.millrace.rephrase.budget;

import io.millrace.api.Setting;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Limits of spending. They hold over all workers and runs with the same store and name. */
public record BudgetSettings(
    @Setting("Name of the budget; runs of the same name share it.") String name,
    @Setting(value = "Most tokens of prompts and completions together.", min = 0) long maxTokens,
    @Setting(value = "Most money, in the unit of the prices; up to six decimals.", min = 0)
        double maxMoney,
    @Setting("Prices of the models; one that is not listed costs nothing.")
        List<ModelPrice> prices) {

  /** Price of a model's tokens. */
  public record ModelPrice(
      @Setting("The model's name, as it is asked for.") String model,
      @Setting(value = "Price of a million tokens of prompt; up to six decimals.", min = 0)
          double inputPerMillion,
      @Setting(value = "Price of a million tokens of completion; up to six decimals.", min = 0)
          double outputPerMillion) {

    public ModelPrice {
      Price.micros(inputPerMillion);
      Price.micros(outputPerMillion);
    }

    public static ModelPrice defaults() {
      return new ModelPrice("", 0, 0);
    }

    Price price() {
      return new Price(Price.micros(inputPerMillion), Price.micros(outputPerMillion));
    }
  }

  /** The largest amount of money that can be counted; means no limit. */
  public static final double NO_MONEY_LIMIT = 9_000_000;

  public BudgetSettings {
    prices = List.copyOf(prices);
    if (maxMoney > NO_MONEY_LIMIT) {
      throw new IllegalArgumentException("max_money is " + maxMoney + ", above " + NO_MONEY_LIMIT);
    }
    Price.micros(maxMoney);
    long models = prices.stream().map(ModelPrice::model).distinct().count();
    if (models < prices.size()) {
      throw new IllegalArgumentException("prices has a model twice");
    }
  }

  public static BudgetSettings defaults() {
    return new BudgetSettings("default", Long.MAX_VALUE, NO_MONEY_LIMIT, List.of());
  }

  /** Whether tokens or money are limited. */
  public boolean limits() {
    return maxTokens < Long.MAX_VALUE || maxMoney < NO_MONEY_LIMIT;
  }

  /**
   * Prices by model.
   *
   * @param asked models that are used
   * @throws IllegalArgumentException when money is limited and one of them has no price
   */
  public SortedMap<String, Price> pricesOf(List<String> asked) {
    SortedMap<String, Price> known = new TreeMap<>();
    prices.forEach(price -> known.put(price.model(), price.price()));
    for (String model : asked) {
      if (!known.containsKey(model)) {
        if (maxMoney < NO_MONEY_LIMIT) {
          throw new IllegalArgumentException(
              "max_money is set, but model '" + model + "' has no price");
        }
        known.put(model, Price.FREE);
      }
    }
    return known;
  }
}
