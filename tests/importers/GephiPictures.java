// GephiPictures GRAPH.gexf FOLDER: walks through examples/gephi/README.md with the Gephi toolkit and
// draws what Gephi's preview shows after each step. Fails when a step has nothing to work on.
import java.awt.Color;
import java.io.File;
import org.gephi.appearance.api.AppearanceController;
import org.gephi.appearance.api.AppearanceModel;
import org.gephi.appearance.api.Function;
import org.gephi.appearance.api.Partition;
import org.gephi.appearance.api.PartitionFunction;
import org.gephi.appearance.plugin.PartitionElementColorTransformer;
import org.gephi.filters.api.FilterController;
import org.gephi.filters.api.Query;
import org.gephi.filters.api.Range;
import org.gephi.filters.plugin.dynamic.DynamicRangeBuilder;
import org.gephi.filters.plugin.dynamic.DynamicRangeBuilder.DynamicRangeFilter;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Interval;
import org.gephi.graph.api.UndirectedGraph;
import org.gephi.io.exporter.api.ExportController;
import org.gephi.io.exporter.preview.SVGExporter;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.preview.api.PreviewController;
import org.gephi.preview.api.PreviewModel;
import org.gephi.preview.api.PreviewProperty;
import org.gephi.preview.types.EdgeColor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

public class GephiPictures {
  static Workspace workspace;
  static File folder;

  public static void main(String[] arguments) throws Exception {
    java.util.logging.LogManager.getLogManager().reset();
    folder = new File(arguments[1]);
    ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
    projects.newProject();
    workspace = projects.getCurrentWorkspace();
    ImportController imports = Lookup.getDefault().lookup(ImportController.class);
    Container container = imports.importFile(new File(arguments[0]));
    imports.process(container, new DefaultProcessor(), workspace);
    GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
    UndirectedGraph graph = model.getUndirectedGraph();
    require(graph.getNodeCount() > 0 && graph.getEdgeCount() > 0, "an empty graph");
    look();
    draw("opened");
    colourBy(model, graph, "community");
    draw("communities");
    require(inFirstWeeks(model) < graph.getNodeCount(), "the timeline leaves nothing out");
    draw("timeline");
    System.exit(0);
  }

  static void require(boolean holds, String what) {
    if (holds) return;
    System.out.println("FAIL Gephi pictures: " + what);
    System.exit(1);
  }

  /** Preview: names shown, edges thin and grey. */
  static void look() {
    PreviewModel preview = Lookup.getDefault().lookup(PreviewController.class).getModel(workspace);
    preview.getProperties().putValue(PreviewProperty.SHOW_NODE_LABELS, Boolean.TRUE);
    preview.getProperties().putValue(PreviewProperty.NODE_LABEL_PROPORTIONAL_SIZE, Boolean.FALSE);
    preview.getProperties().putValue(PreviewProperty.NODE_LABEL_FONT, new java.awt.Font("SansSerif", java.awt.Font.BOLD, 24));
    preview.getProperties().putValue(PreviewProperty.NODE_LABEL_OUTLINE_SIZE, 5f);
    preview.getProperties().putValue(PreviewProperty.EDGE_CURVED, Boolean.FALSE);
    preview.getProperties().putValue(PreviewProperty.EDGE_COLOR, new EdgeColor(new Color(0xb8bec8)));
    preview.getProperties().putValue(PreviewProperty.BACKGROUND_COLOR, Color.WHITE);
  }

  static void draw(String step) throws Exception {
    Lookup.getDefault().lookup(PreviewController.class).refreshPreview(workspace);
    ExportController exports = Lookup.getDefault().lookup(ExportController.class);
    // Gephi's own PNG export asks for a screen.
    SVGExporter svg = (SVGExporter) exports.getExporter("svg");
    svg.setWorkspace(workspace);
    File file = new File(folder, step + ".svg");
    exports.exportFile(file, svg);
    require(file.length() > 5000, step + " shows nothing");
    System.out.println("ok   Gephi pictures     " + file);
  }

  /** Appearance, Nodes, Partition. */
  static void colourBy(GraphModel model, UndirectedGraph graph, String attribute) {
    AppearanceController appearance = Lookup.getDefault().lookup(AppearanceController.class);
    AppearanceModel looks = appearance.getModel(workspace);
    Column column = model.getNodeTable().getColumn(attribute);
    require(column != null, "no attribute " + attribute);
    Function function = looks.getNodeFunction(column, PartitionElementColorTransformer.class);
    require(function instanceof PartitionFunction, attribute + " is no partition");
    Partition partition = ((PartitionFunction) function).getPartition();
    Color[] colours = new Color[partition.size(graph)];
    int[] list = {0x4b3fa7, 0xcc6677, 0x117733, 0x4fb0dd, 0xcfae3a, 0x882255, 0x44aa99, 0x999933, 0xaa4499};
    for (int i = 0; i < colours.length; ++i) colours[i] = new Color(i < list.length ? list[i] : 0x9aa2ad);
    partition.setColors(graph, colours);
    appearance.transform(function);
  }

  /** The timeline, from the first day over a tenth of the time. Gives how many nodes are there. */
  static int inFirstWeeks(GraphModel model) {
    Interval all = model.getTimeBounds();
    require(!Double.isInfinite(all.getLow()) && all.getHigh() > all.getLow(), "no timeline");
    FilterController filters = Lookup.getDefault().lookup(FilterController.class);
    DynamicRangeBuilder builder = Lookup.getDefault().lookup(DynamicRangeBuilder.class);
    DynamicRangeFilter filter = (DynamicRangeFilter) builder.getBuilders(workspace)[0].getFilter(workspace);
    filter.setRange(new Range(all.getLow(), all.getLow() + (all.getHigh() - all.getLow()) / 10));
    Query query = filters.createQuery(filter);
    model.setVisibleView(filters.filter(query));
    return model.getGraphVisible().getNodeCount();
  }
}
