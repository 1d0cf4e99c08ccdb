using System.Text.Json;
using PatchFcn.Training.Network;
using PatchFcn.Training.Presets;
using PatchFcn.Training.Weights;

namespace PatchFcn.Training.Learning;

/// <summary>What a run needs to go on, beside weights and momentum.</summary>
/// <param name="Preset">The numbers it was started with.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Step">Minibatches done.</param>
internal sealed record RunState(TrainingPreset Preset, int Seed, long Step);

/// <summary>A folder from which a run goes on bit for bit: weights as safetensors, momentum, and where it stands.</summary>
internal static class Checkpoint
{
    /// <summary>File name of the weights.</summary>
    public const string WeightsFile = "network.safetensors";
    private const string MomentumFile = "momentum.safetensors";
    private const string StateFile = "state.json";

    /// <summary>Writes a checkpoint in place of the one before; a crash leaves one or the other.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Save(string folder, RunState state, PatchFcnNetwork network, Trainer trainer)
    {
        var (unfinished, previous) = (folder + ".new", folder + ".old");
        Discard(unfinished);
        Directory.CreateDirectory(unfinished);
        SafeTensors.Write(Path.Combine(unfinished, WeightsFile), network.state_dict());
        SafeTensors.Write(Path.Combine(unfinished, MomentumFile), trainer.Optimizer.Memory);
        File.WriteAllText(Path.Combine(unfinished, StateFile), JsonSerializer.Serialize(state, PresetFile.Json));

        Discard(previous);
        if (Directory.Exists(folder))
            Directory.Move(folder, previous);
        Directory.Move(unfinished, folder);
        Discard(previous);
    }

    /// <summary>Where the run of a checkpoint stands; null where there is none.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of another version; the message says in what.</exception>
    public static RunState? ReadState(string folder)
    {
        // A crash between the two moves leaves the one before.
        if (!Directory.Exists(folder) && Directory.Exists(folder + ".old"))
            Directory.Move(folder + ".old", folder);
        var file = Path.Combine(folder, StateFile);
        if (!File.Exists(file))
            return null;
        try
        {
            return JsonSerializer.Deserialize<RunState>(File.ReadAllText(file), PresetFile.Json) ?? throw new JsonException("It is null.");
        }
        catch (JsonException damaged)
        {
            throw new InvalidDataException($"{file} is damaged, or of another version: {damaged.Message}", damaged);
        }
    }

    /// <summary>Reads the weights into a network.</summary>
    /// <exception cref="InvalidDataException">They are damaged, or of another network.</exception>
    public static void LoadNetwork(string folder, PatchFcnNetwork network) => StateDict.Load(network, SafeTensors.Read(Path.Combine(folder, WeightsFile)));

    /// <summary>Reads the momentum.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of another part of the network.</exception>
    public static void LoadMomentum(string folder, Trainer trainer) => trainer.Optimizer.Load(SafeTensors.Read(Path.Combine(folder, MomentumFile)));

    private static void Discard(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
