package io.millrace.trainer.block;

import java.util.List;

/** A part of a model with parameters; see also {@link Layer}. */
public interface ModelPart {

  /** Its parameters and those of its parts, ordered by name. */
  List<Parameter> parameters();
}
