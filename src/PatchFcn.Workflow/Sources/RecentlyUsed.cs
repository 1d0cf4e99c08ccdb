namespace PatchFcn.Workflow.Sources;

/// <summary>
/// Keeps the last few things that were made, by key; each is made once however many ask for it at the same time, and to its end whoever of them is cancelled. A failure is made again.
/// Only a matter of speed: whatever has been forgotten is made again.
/// </summary>
/// <param name="capacity">How many are kept, at least 1.</param>
internal sealed class RecentlyUsed<T>(int capacity)
{
    private readonly LinkedList<(string Key, Lazy<Task<T>> Value)> _items = [];

    /// <summary>The thing with this key, made now if need be.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="make">Makes it.</param>
    /// <param name="cancellation">Ends the wait for it.</param>
    public Task<T> GetAsync(string key, Func<CancellationToken, Task<T>> make, CancellationToken cancellation) => Find(key, make).Value.WaitAsync(cancellation);

    /// <summary>Keeps a thing that is there already, in place of any with the same key.</summary>
    public void Keep(string key, T value)
    {
        lock (_items)
        {
            if (NodeOf(key) is { } node)
                _items.Remove(node);
            AddFirst(key, new Lazy<Task<T>>(Task.FromResult(value)));
        }
    }

    private Lazy<Task<T>> Find(string key, Func<CancellationToken, Task<T>> make)
    {
        lock (_items)
        {
            var known = NodeOf(key);
            if (known is not null)
                _items.Remove(known);
            return AddFirst(key, known is { Value.Value: var item } && !HasFailed(item) ? item : new Lazy<Task<T>>(() => Task.Run(() => make(CancellationToken.None))));
        }
    }

    private static bool HasFailed(Lazy<Task<T>> item) => item is { IsValueCreated: true, Value: { IsCompleted: true, IsCompletedSuccessfully: false } };

    private LinkedListNode<(string Key, Lazy<Task<T>> Value)>? NodeOf(string key)
    {
        var node = _items.First;
        while (node is not null && node.Value.Key != key)
            node = node.Next;
        return node;
    }

    private Lazy<Task<T>> AddFirst(string key, Lazy<Task<T>> item)
    {
        _items.AddFirst((key, item));
        if (_items.Count > capacity)
            _items.RemoveLast();
        return item;
    }
}
