// OpenInGephi NODES EDGES FILE...: imports each file with the Gephi toolkit and fails unless it has
// that many nodes and edges and the report holds nothing above a note.
import java.io.File;
import org.gephi.graph.api.Graph;
import org.gephi.graph.api.GraphController;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

public class OpenInGephi {
  public static void main(String[] arguments) throws Exception {
    java.util.logging.LogManager.getLogManager().reset();
    int nodes = Integer.parseInt(arguments[0]), edges = Integer.parseInt(arguments[1]);
    boolean failed = false;
    ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
    projects.newProject();
    for (int i = 2; i < arguments.length; ++i) {
      String why = open(projects, new File(arguments[i]), nodes, edges);
      System.out.println((why.isEmpty() ? "ok   Gephi              " : "FAIL Gephi              ")
          + arguments[i] + " " + why);
      failed |= !why.isEmpty();
    }
    System.exit(failed ? 1 : 0);
  }

  static String open(ProjectController projects, File file, int nodes, int edges) throws Exception {
    Workspace workspace = projects.newWorkspace(projects.getCurrentProject());
    projects.openWorkspace(workspace);
    ImportController imports = Lookup.getDefault().lookup(ImportController.class);
    Container container = imports.importFile(file);
    StringBuilder issues = new StringBuilder();
    if (!container.verify()) issues.append("does not verify; ");
    for (Issue issue : container.getReport().getIssuesList(100)) {
      if (issue.getLevel() != Issue.Level.INFO) issues.append(issue.getMessage()).append("; ");
    }
    imports.process(container, new DefaultProcessor(), workspace);
    Graph graph = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace).getGraph();
    if (graph.getNodeCount() != nodes) issues.append(graph.getNodeCount()).append(" nodes; ");
    // A table of nodes has no edges.
    int expected = file.getName().endsWith(".nodes.csv") ? 0 : edges;
    if (graph.getEdgeCount() != expected) issues.append(graph.getEdgeCount()).append(" edges; ");
    return issues.toString();
  }
}
