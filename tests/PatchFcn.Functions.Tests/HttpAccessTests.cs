using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace PatchFcn.Functions.Tests;

public sealed class HttpAccessTests
{
    [Fact]
    public void HttpTriggers_AllButHealth_NeedAKey()
    {
        var open = typeof(HealthFunction).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>())
            .Where(trigger => trigger is { AuthLevel: AuthorizationLevel.Anonymous })
            .Select(trigger => trigger!.Route);

        Assert.Equal(["health"], open);
    }
}
