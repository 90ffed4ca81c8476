package io.millrace.trainer.block;

import java.util.List;

/** A part of a model with all its parameters under one prefix. */
public abstract class AbstractPart implements ModelPart {

  protected final Parameters parameters;

  /**
   * @param parameters the view that holds its parameters and those of its parts
   */
  protected AbstractPart(Parameters parameters) {
    this.parameters = parameters;
  }

  @Override
  public final List<Parameter> parameters() {
    return parameters.all();
  }
}
