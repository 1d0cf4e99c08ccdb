namespace PatchFcn.Workflow.Sources;

/// <summary>
/// Keeps the last few things that were made, by key; each is made once however many ask for it at the same time. A failure is not kept.
/// Only a matter of speed: whatever has been forgotten is made again.
/// </summary>
/// <param name="capacity">How many are kept, at least 1.</param>
internal sealed class RecentlyUsed<T>(int capacity)
{
    private readonly LinkedList<(string Key, Lazy<Task<T>> Value)> _items = [];

    /// <summary>The thing with this key, made now if need be.</summary>
    public async Task<T> GetAsync(string key, Func<Task<T>> make)
    {
        var item = Find(key, make);
        try
        {
            return await item.Value;
        }
        catch
        {
            Forget(item);
            throw;
        }
    }

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

    private Lazy<Task<T>> Find(string key, Func<Task<T>> make)
    {
        lock (_items)
        {
            if (NodeOf(key) is { } node)
            {
                _items.Remove(node);
                _items.AddFirst(node);
                return node.Value.Value;
            }

            return AddFirst(key, new Lazy<Task<T>>(() => Task.Run(make)));
        }
    }

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

    private void Forget(Lazy<Task<T>> item)
    {
        lock (_items)
            for (var node = _items.First; node is not null; node = node.Next)
                if (ReferenceEquals(node.Value.Value, item))
                {
                    _items.Remove(node);
                    return;
                }
    }
}
