package io.millrace.pipelines.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.millrace.corpus.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeSchemaTest {

  private final JsonSchema schema =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(RecipeSchema.json(Samples.catalog()));

  private boolean allows(String json) {
    return schema.validate(json, InputFormat.JSON).isEmpty();
  }

  private static boolean reads(String json) {
    try {
      new RecipeReader(Samples.catalog()).read(json, "r.yaml", Overrides.none());
      return true;
    } catch (ConfigException e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'inputs':[{'warc':'a'}],'stages':[]}",
        "{'inputs':[{'warc':['a','b']},{'jsonl':{'paths':['x'],'text_field':'t'}}],'stages':['langid']}",
        "{'inputs':{'warc':'a','jsonl':'b'},'stages':[{'langid':null},'dedup-exact']}",
        "{'inputs':{'warc':'a'},'stages':[{'langid':{'threshold':0.5,'languages':['de']}}]}",
        "{'inputs':{'warc':'a'},'stages':[{'langid':{'threshold':{'default':1,'de':0}}}]}",
        "{'inputs':{'warc':'a'},'stages':[{'gopher-quality':{'words':{'min':1},'mode':'mask-all',"
            + "'weights':{'a':100},'ranges':[{'min':2},{}]}}]}",
        "{'inputs':{'warc':'a'},'stages':[],'output':{'format':'parquet','shards':10000,"
            + "'compression_level':19,'mix':{'languages':{'de':0.5}}},'name':'n','tolerance':1,"
            + "'models':{'lid.176':'/a'}}"
      })
  void schemaAllowsWhatTheReaderAccepts(String quoted) {
    String json = quoted.replace('\'', '"');
    assertThat(reads(json)).isTrue();
    assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'stages':[]}",
        "{'inputs':[],'stages':[]}",
        "{'inputs':{'warc':'a'}}",
        "{'inputs':{'wrac':'a'},'stages':[]}",
        "{'inputs':{'warc':''},'stages':[]}",
        "{'inputs':{'warc':{'max_record':1}},'stages':[]}",
        "{'inputs':{'warc':'a'},'stages':['langit']}",
        "{'inputs':{'warc':'a'},'stages':[{'langid':{'treshold':0.5}}]}",
        "{'inputs':{'warc':'a'},'stages':[{'langid':{'threshold':1.5}}]}",
        "{'inputs':{'warc':'a'},'stages':[{'langid':{'threshold':{'de':'x'}}}]}",
        "{'inputs':{'warc':'a'},'stages':[{'gopher-quality':{'mode':'keep'}}]}",
        "{'inputs':{'warc':'a'},'stages':[{'gopher-quality':{'label':5}}]}",
        "{'inputs':{'warc':'a'},'stages':[{'gopher-quality':{'max_lines':-3000000000}}]}",
        "{'inputs':{'warc':'a'},'stages':[],'output':{'shards':0}}",
        "{'inputs':{'warc':'a'},'stages':[],'output':{'shards':'few'}}",
        "{'inputs':{'warc':'a'},'stages':[],'tolerance':2}",
        "{'inputs':{'warc':'a'},'stages':[],'models':{'lid':'/a'}}",
        "{'inputs':{'warc':'a'},'stages':[],'stage':[]}"
      })
  void schemaRejectsWhatTheReaderRejects(String quoted) {
    String json = quoted.replace('\'', '"');
    assertThat(reads(json)).isFalse();
    assertThat(allows(json)).isFalse();
  }

  @Test
  void schemaAllowsCanonicalJson() {
    String yaml = "{inputs: {warc: a}, stages: [langid, gopher-quality, dedup-exact]}";
    Recipe recipe = new RecipeReader(Samples.catalog()).read(yaml, "r.yaml", Overrides.none());
    assertThat(schema.validate(recipe.canonicalJson(), InputFormat.JSON)).isEmpty();
  }

  @Test
  void schemaHasDescriptionsAndDefaults() {
    assertThat(RecipeSchema.json(Samples.catalog()))
        .contains("\"description\" : \"Smallest score kept.\"")
        .contains("\"default\" : 0.01")
        .doesNotContain("\r");
  }

  @Test
  void fileIsCurrentUntilItChanges(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("schema/recipe.schema.json");
    assertThat(RecipeSchema.isCurrent(Samples.catalog(), file)).isFalse();
    RecipeSchema.write(Samples.catalog(), file);
    assertThat(RecipeSchema.isCurrent(Samples.catalog(), file)).isTrue();
    Files.writeString(file, Files.readString(file) + " ");
    assertThat(RecipeSchema.isCurrent(Samples.catalog(), file)).isFalse();
  }
}
