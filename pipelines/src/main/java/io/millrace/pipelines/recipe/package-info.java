/**
 * Recipes: YAML with places, bound to settings records, with the JSON Schema and the tables of
 * settings made from the same records. Nothing here knows a particular stage; a {@link
 * io.millrace.pipelines.recipe.StageCatalog} names them.
 */
package io.millrace.pipelines.recipe;
