using System.Reflection;
using PatchFcn.Inference.Models;
using PatchFcn.Inference.Scoring;

namespace PatchFcn.Workflow.Tests;

/// <summary>R298: a host does not keep a second copy of the network for its life.</summary>
public sealed class LoadedModelTests
{
    [Theory]
    [InlineData(typeof(LoadedModel))]
    [InlineData(typeof(PatchScorer))]
    [InlineData(typeof(SliceScorer))]
    public void Fields_OfWhatLivesWithTheHost_HoldNeitherPackageNorBytes(Type type) => Assert.DoesNotContain(
        type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public), field => field.FieldType == typeof(ModelPackage) || field.FieldType == typeof(byte[]));
}
