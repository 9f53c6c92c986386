/** The tables and rows of mlflow's first release, which made its tables by itself; its chain begins with them. */
export const mlflowBegin = `from mlflow.store.tracking.dbmodels.initial_models import Base

Base.metadata.create_all(connection)


def fill(table, names, *rows):
    connection.execute(Base.metadata.tables[table].insert(), [dict(zip(names.split(), row)) for row in rows])


fill("experiments", "experiment_id name artifact_location", (0, "Default", "/a"), (1, "x", None))
fill("runs", "run_uuid name experiment_id user_id start_time status", ("a", "A", 0, "u", 5, "FINISHED"), ("b", "B", 0, "u", 6, "RUNNING"), ("c", "C", 1, None, 7, "FAILED"))
fill("metrics", "key value timestamp run_uuid", ("m", 1.5, 1, "a"), ("m", 2.5, 2, "a"), ("n", 0.5, 1, "a"), ("m", 3.0, 3, "b"))
fill("params", "key value run_uuid", ("p", "1", "a"))
fill("tags", "key value run_uuid", ("t", "v", "a"))
`;

/** Classes that the models only name. */
const classes = (names: string): string =>
  names
    .split(" ")
    .map((name) => `class ${name}: pass\n`)
    .join("");

const stages = `    DRAFT = "draft"
    ACTIVE = "active"
    DEPRECATED = "deprecated"
    DELETED = "deleted"
`;

/** Modules of mlflow in place of those that need protobuf and other packages. Its models are its own. */
export const mlflowModules: Readonly<Record<string, string>> = {
  "packaging/version.py": `class Version:
    def __init__(self, text):
        self.parts = [int(one) for one in text.split(".")]

    def __ge__(self, other):
        return self.parts >= other.parts
`,
  "mlflow/__init__.py": "",
  "mlflow/store/__init__.py": "",
  "mlflow/utils/__init__.py": "",
  "mlflow/tracing/__init__.py": "",
  "mlflow/exceptions.py": `class MlflowException(Exception):
    pass
`,
  "mlflow/environment_variables.py": `class Variable:
    def get(self):
        return None


MLFLOW_WORKSPACE = MLFLOW_WORKSPACE_STORE_URI = MLFLOW_WEBHOOK_SECRET_ENCRYPTION_KEY = Variable()
`,
  "mlflow/protos/databricks_pb2.py": `INVALID_PARAMETER_VALUE = 1
`,
  "mlflow/protos/service_pb2.py": `class Values:
    def __init__(self, *names):
        self.names = names

    def keys(self):
        return self.names

    def Value(self, name):
        return self.names.index(name) + 1


RunStatus = Values("RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED")
ViewType = Values("ACTIVE_ONLY", "DELETED_ONLY", "ALL")
`,
  "mlflow/protos/model_registry_pb2.py": `from mlflow.protos.service_pb2 import Values

ModelVersionStatus = Values("PENDING_REGISTRATION", "FAILED_REGISTRATION", "READY")
`,
  "mlflow/entities/__init__.py": `from enum import Enum

from mlflow.entities.run_status import RunStatus
from mlflow.entities.source_type import SourceType
from mlflow.entities.view_type import ViewType


class MCPStatus(str, Enum):
${stages}

class MCPRemoteTransportType(str, Enum):
    STREAMABLE_HTTP = "streamable-http"
    SSE = "sse"


class SkillStatus(str, Enum):
${stages}

${classes(
  "Assessment AssessmentError AssessmentSource ConnectOptionSettings Dataset DatasetRecord " +
    "DatasetRecordSource EvaluationDataset Expectation Experiment ExperimentTag FallbackConfig " +
    "FallbackStrategy Feedback GatewayEndpoint GatewayEndpointBinding GatewayEndpointModelMapping " +
    "GatewayEndpointTag GatewayModelDefinition GatewayResourceType GatewaySecretInfo InputTag Issue " +
    "IssueReference IssueSeverity IssueStatus MCPAccessEndpoint MCPServer MCPServerVersion MCPTool Metric " +
    "Param RoutingStrategy Run RunData RunInfo RunTag Skill SkillSourceType SkillVersion TraceInfo",
)}`,
  "mlflow/entities/model_registry/__init__.py": classes(
    "ModelVersion ModelVersionTag RegisteredModel RegisteredModelAlias RegisteredModelTag",
  ),
};
