using System.Globalization;

namespace PatchFcn.Training.Learning;

/// <summary>A line for every epoch, in a CSV file that goes on where a resumed run does.</summary>
internal sealed class RunLog
{
    private readonly string _path;

    public RunLog(string path)
    {
        _path = path;
        if (!File.Exists(path))
            File.WriteAllText(path, "stage,epoch,rate,pixelLoss,patchLoss,patchesPerSecond,validationDice,validationPatchAuc\n");
    }

    /// <summary>Writes the line of an epoch that has ended, and says it on stderr.</summary>
    public void Write(Position position, RunProgress progress, ValidationFigures figures)
    {
        File.AppendAllText(_path, string.Create(CultureInfo.InvariantCulture,
            $"{position.Stage + 1},{position.Epoch + 1},{progress.Rate:g3},{progress.Losses.Pixels:f5},{progress.Losses.Patches:f5},{progress.PatchesPerSecond:f1},{figures.Dice:f4},{figures.PatchAuc:f4}\n"));
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"stage {position.Stage + 1}, epoch {position.Epoch + 1}: loss {progress.Losses.Total:f4}, validation Dice {figures.Dice:f3}, AUC of patches {figures.PatchAuc:f3}"));
    }
}
