// Other libraries whose objects have methods of the same names as W&B's.

import { byPath } from './byPath.ts';

/** Experiment trackers and platforms; their loggers in Lightning and elsewhere too. */
const trackers =
  /(?:^|\.)(?:mlflow|comet_ml|comet|neptune|clearml|trains|aim|dvclive|dvc|dagshub|swanlab|sacred|azureml|azure|sagemaker|kfp|zenml|polyaxon|valohai|determined|tensorboardX|tensorboard|trackio|determined_ai|vertexai|google)(?:\.|\(|$)|(?:MLFlow|Mlflow|MLflow|Comet|Neptune|ClearML|Aim|TensorBoard|CSV|DVCLive|SwanLab|Trackio)\w*Logger/;

export const isForeign = byPath((path): boolean => trackers.test(path));
