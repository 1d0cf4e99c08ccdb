namespace PatchFcn.Phantoms.Anatomy;

/// <summary>What a point of the head mostly belongs to; bleeds are confined by it.</summary>
internal enum Compartment : byte
{
    Outside,
    Bone,
    Dura,
    Subarachnoid,
    Ventricle,
    Grey,
    White,
    DeepGrey,
    Cerebellum,
    Brainstem,
}
