package io.millrace.trainer.block;

import java.util.List;

/** A part of a model: knows its parameters. How it computes is its own; see {@link Layer}. */
public interface ModelPart {

  /** Its parameters and those of its parts, ordered by name. */
  List<Parameter> parameters();
}
