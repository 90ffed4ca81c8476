package io.millrace.trainer.data;

import java.util.SortedMap;
import java.util.TreeMap;

/** Builder of settings for small data. */
record TestSettings(
    long seed,
    int length,
    int batch,
    double epochs,
    int window,
    DataSettings.Mixture mixture,
    SortedMap<String, Double> weights,
    double heldOut,
    DataSettings.OriginFilter origin,
    DataSettings.DamagedShards damaged,
    double fim,
    int threads) {

  static final TestSettings SMALL =
      new TestSettings(
          7,
          16,
          2,
          1,
          5,
          DataSettings.Mixture.NATURAL,
          new TreeMap<>(),
          0,
          DataSettings.OriginFilter.BOTH,
          DataSettings.DamagedShards.REFUSE,
          0,
          1);

  DataSettings settings() {
    return new DataSettings(
        seed, length, batch, epochs, window, mixture, 1, weights, heldOut, origin, damaged, fim, .5,
        threads);
  }

  TestSettings seed(long it) {
    return new TestSettings(
        it, length, batch, epochs, window, mixture, weights, heldOut, origin, damaged, fim,
        threads);
  }

  TestSettings epochs(double it) {
    return new TestSettings(
        seed, length, batch, it, window, mixture, weights, heldOut, origin, damaged, fim, threads);
  }

  TestSettings window(int it) {
    return new TestSettings(
        seed, length, batch, epochs, it, mixture, weights, heldOut, origin, damaged, fim, threads);
  }

  TestSettings shape(int newBatch, int newLength) {
    return new TestSettings(
        seed, newLength, newBatch, epochs, window, mixture, weights, heldOut, origin, damaged, fim,
        threads);
  }

  TestSettings weights(SortedMap<String, Double> it) {
    return new TestSettings(
        seed,
        length,
        batch,
        epochs,
        window,
        DataSettings.Mixture.GIVEN,
        it,
        heldOut,
        origin,
        damaged,
        fim,
        threads);
  }

  TestSettings mixture(DataSettings.Mixture it) {
    return new TestSettings(
        seed, length, batch, epochs, window, it, weights, heldOut, origin, damaged, fim, threads);
  }

  TestSettings heldOut(double it) {
    return new TestSettings(
        seed, length, batch, epochs, window, mixture, weights, it, origin, damaged, fim, threads);
  }

  TestSettings origin(DataSettings.OriginFilter it) {
    return new TestSettings(
        seed, length, batch, epochs, window, mixture, weights, heldOut, it, damaged, fim, threads);
  }

  TestSettings skipDamaged() {
    return new TestSettings(
        seed,
        length,
        batch,
        epochs,
        window,
        mixture,
        weights,
        heldOut,
        origin,
        DataSettings.DamagedShards.SKIP,
        fim,
        threads);
  }

  TestSettings fim(double it) {
    return new TestSettings(
        seed, length, batch, epochs, window, mixture, weights, heldOut, origin, damaged, it,
        threads);
  }

  TestSettings threads(int it) {
    return new TestSettings(
        seed, length, batch, epochs, window, mixture, weights, heldOut, origin, damaged, fim, it);
  }
}
