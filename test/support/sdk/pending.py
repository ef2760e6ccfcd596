"""Logs an artifact with the real SDK of which the server never takes the last step: it stays pending."""

import wandb


def main():
    with wandb.init(project="vision", name="cut-off") as run:
        made = wandb.Artifact("lost", type="dataset")
        with made.new_file("content.txt") as file:
            file.write("half")
        try:
            run.log_artifact(made).wait()
        except Exception as error:
            assert "permission denied" in str(error) or "commit" in str(error).lower(), error
        else:
            raise AssertionError("the server took an artifact that it was to refuse")


if __name__ == "__main__":
    main()
